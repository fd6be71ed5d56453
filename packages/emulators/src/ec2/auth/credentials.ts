import { randomBytes } from 'node:crypto';
import type { EmulatorClock } from '../../kit/clock.ts';

/** A key the emulated cloud knows. With a session token it is temporary, and useless without that token. */
export interface Ec2Credential {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  /** Twelve digits; the emulator's own account when absent. */
  readonly accountId?: string;
  /** Milliseconds since the epoch, on the cloud's clock; never when absent. */
  readonly expiresAt?: number;
}

export interface KnownCredential extends Ec2Credential {
  readonly accountId: string;
}

/** Why a session token was refused. */
export type TokenFault = 'missing' | 'invalid' | 'expired';

/** The keys of all accounts, long-lived and temporary. */
export class CredentialStore {
  readonly #byId = new Map<string, KnownCredential>();
  readonly #inactive = new Set<string>();
  readonly #clock: EmulatorClock;
  readonly #accountId: string;

  constructor(clock: EmulatorClock, accountId: string) {
    this.#clock = clock;
    this.#accountId = accountId;
  }

  add(credential: Ec2Credential): KnownCredential {
    const known = { ...credential, accountId: credential.accountId ?? this.#accountId };
    this.#byId.set(credential.accessKeyId, known);
    return known;
  }

  /** Undefined for a key that is not known, or switched off. */
  find(accessKeyId: string): KnownCredential | undefined {
    return this.#inactive.has(accessKeyId) ? undefined : this.#byId.get(accessKeyId);
  }

  setActive(accessKeyId: string, active: boolean): void {
    if (active) this.#inactive.delete(accessKeyId);
    else this.#inactive.add(accessKeyId);
  }

  remove(accessKeyId: string): void {
    this.#byId.delete(accessKeyId);
    this.#inactive.delete(accessKeyId);
  }

  /** What AssumeRole or GetSessionToken would hand out: an `ASIA…` key. */
  issueSession(lifetimeMs: number): Required<Ec2Credential> {
    const credential = {
      accessKeyId: `ASIA${randomBytes(8).toString('hex').toUpperCase()}`,
      secretAccessKey: randomBytes(30).toString('base64'),
      sessionToken: randomBytes(96).toString('base64'),
      accountId: this.#accountId,
      expiresAt: this.#clock.now() + lifetimeMs,
    };
    this.add(credential);
    return credential;
  }

  /** Forgets every temporary key. */
  revokeSessions(): void {
    for (const [id, credential] of this.#byId) if (credential.sessionToken !== undefined) this.#byId.delete(id);
  }

  checkToken(credential: KnownCredential, token: string | undefined): TokenFault | undefined {
    if (credential.sessionToken === undefined) return token === undefined || token === '' ? undefined : 'invalid';
    if (token === undefined || token === '') return 'missing';
    if (token !== credential.sessionToken) return 'invalid';
    return credential.expiresAt !== undefined && credential.expiresAt <= this.#clock.now() ? 'expired' : undefined;
  }
}
