import { createHash, timingSafeEqual } from 'node:crypto';
import type { EngineState } from './state/engine-state.ts';

export interface EngineUser {
  readonly id: string;
  /** `admin@internal`: the part after the last `@` is the profile. */
  readonly name: string;
  readonly password: string;
}

/** The SSO's tokens. They end by inactivity, as the engine's sessions do; `exp` in the token answer says nothing about it. */
export class Sessions {
  readonly #state: EngineState;
  readonly #users: readonly EngineUser[];
  readonly #lifetimeMs: number;
  readonly #tokens = new Map<string, { readonly user: EngineUser; lastUsed: number }>();

  constructor(state: EngineState, users: readonly EngineUser[], lifetimeMs: number) {
    this.#state = state;
    this.#users = users;
    this.#lifetimeMs = lifetimeMs;
  }

  /** The user whom name and password belong to, or why there is none. */
  login(name: string, password: string): EngineUser | 'no-profile' | 'bad-credentials' {
    const at = name.lastIndexOf('@');
    const profile = name.slice(at + 1);
    if (at === -1 || !this.#users.some((user) => user.name.slice(user.name.lastIndexOf('@') + 1) === profile)) return 'no-profile';
    const user = this.#users.find((one) => one.name === name);
    return user !== undefined && same(user.password, password) ? user : 'bad-credentials';
  }

  issue(user: EngineUser): string {
    const token = this.#state.secret();
    this.#tokens.set(token, { user, lastUsed: this.#state.now() });
    return token;
  }

  /** The token's user; using it keeps it alive. */
  use(token: string): EngineUser | undefined {
    const session = this.#tokens.get(token);
    if (session === undefined) return undefined;
    const now = this.#state.now();
    if (now - session.lastUsed >= this.#lifetimeMs) {
      this.#tokens.delete(token);
      return undefined;
    }
    session.lastUsed = now;
    return session.user;
  }

  revoke(token: string): boolean {
    return this.#tokens.delete(token);
  }

  revokeAll(): void {
    this.#tokens.clear();
  }

  get open(): number {
    return this.#tokens.size;
  }
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
const same = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b));
