import { randomBytes } from 'node:crypto';
import type { EmulatorClock } from '../../kit/clock.ts';
import type { Project, User } from './directory.ts';

export interface Token {
  readonly id: string;
  readonly user: User;
  /** Absent: unscoped. */
  readonly project: Project | undefined;
  /** Scoped to a domain, or to the whole deployment, instead of a project. */
  readonly domainId: string | undefined;
  readonly system: boolean;
  readonly methods: readonly string[];
  readonly auditIds: readonly string[];
  readonly issuedAt: number;
  readonly expiresAt: number;
  readonly applicationCredentialId: string | undefined;
  /** Rackspace's `RAX-AUTH:authenticatedBy`. */
  readonly authenticatedBy: string | undefined;
}

export interface TokenGrant {
  readonly user: User;
  readonly project: Project | undefined;
  readonly domainId?: string | undefined;
  readonly system?: boolean | undefined;
  readonly methods: readonly string[];
  readonly applicationCredentialId?: string;
  readonly authenticatedBy?: string;
  /** The token this one was made from: its expiry and its audit chain carry over. Rescoping is not renewal. */
  readonly parent?: Token;
}

/** The tokens given out and not yet expired. */
export class Tokens {
  readonly #live = new Map<string, Token>();
  readonly #clock: EmulatorClock;
  readonly #lifetimeMs: number;
  readonly #makeId: () => string;

  constructor(clock: EmulatorClock, lifetimeMs: number, flavour: 'openstack' | 'rackspace') {
    this.#clock = clock;
    this.#lifetimeMs = lifetimeMs;
    // Fernet tokens begin with the version byte 0x80 and a big-endian time; Rackspace's are 142 URL-safe characters, `AAB9…`.
    this.#makeId =
      flavour === 'rackspace' ? () => `AAB9${randomBytes(104).toString('base64url').slice(0, 138)}` : () => `gAAAAAB${randomBytes(132).toString('base64url')}`;
  }

  issue(grant: TokenGrant): Token {
    const now = Math.floor(this.#clock.now() / 1000) * 1000;
    for (const [id, token] of this.#live) if (token.expiresAt <= now) this.#live.delete(id);
    const token: Token = {
      id: this.#makeId(),
      user: grant.user,
      project: grant.project,
      domainId: grant.domainId,
      system: grant.system === true,
      methods: grant.methods,
      auditIds: [randomBytes(16).toString('base64url'), ...(grant.parent?.auditIds.slice(-1) ?? [])],
      issuedAt: now,
      expiresAt: grant.parent?.expiresAt ?? now + this.#lifetimeMs,
      applicationCredentialId: grant.applicationCredentialId,
      authenticatedBy: grant.authenticatedBy,
    };
    this.#live.set(token.id, token);
    return token;
  }

  /** The token, if it was given out here, is not revoked and not yet expired. */
  find(id: string | undefined): Token | undefined {
    const token = id === undefined ? undefined : this.#live.get(id);
    return token !== undefined && token.expiresAt > this.#clock.now() ? token : undefined;
  }

  revoke(id: string): void {
    this.#live.delete(id);
  }

  revokeByApplicationCredential(credentialId: string): void {
    for (const [id, token] of this.#live) if (token.applicationCredentialId === credentialId) this.#live.delete(id);
  }

  revokeByUser(userId: string): void {
    for (const [id, token] of this.#live) if (token.user.id === userId) this.#live.delete(id);
  }

  revokeAll(): void {
    this.#live.clear();
  }
}
