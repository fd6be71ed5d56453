import { join } from 'node:path';
import type { ConfigContext } from '../config/config-fields.ts';
import { configError } from '../config/read-config.ts';
import { FileTokenStore } from './file-token-store.ts';
import { processTokens } from './memory-token-store.ts';

/**
 * Where tokens are kept for other connections and processes. Any Keyv is one, with whatever is behind it (Redis, Memcache, SQLite).
 * It sees no secret: keys are hashes, and values are sealed with the password or key that the token was got with.
 */
export interface TokenStore {
  /** The text last set, or a promise of it. Anything else means that there is none. */
  get(key: string): unknown;
  /** Keeps it for so long at most. A promise is waited for. */
  set(key: string, value: string, ttlMs: number): unknown;
  delete(key: string): unknown;
}

/** For the `doc` of a driver's field; its kind is `any`. */
export const TOKEN_STORE_DOC =
  'Where tokens are shared between connections and processes: memory, file (~/.cache/portolan/tokens), file:FOLDER, or in code any object with get, set and delete (a Keyv). Default: nowhere.';

const EXPECTED = 'expected memory, file, file:FOLDER, or an object with get, set and delete';

/** A profile's field `tokenStore`. */
export function readTokenStore(value: unknown, context: ConfigContext, field = 'tokenStore'): TokenStore | undefined {
  if (value === undefined || value === null) return undefined;
  if (value === 'memory') return processTokens;
  if (value === 'file') return new FileTokenStore(join(cacheFolder(context), 'portolan', 'tokens'));
  if (typeof value === 'string' && value.startsWith('file:') && value.length > 'file:'.length) {
    return new FileTokenStore(resolved(value.slice('file:'.length), context));
  }
  if (isStore(value)) return new BorrowedStore(value);
  throw configError([`${context.source}: field "${field}": got ${typeof value === 'string' ? JSON.stringify(value) : typeof value}, ${EXPECTED}`]);
}

const isStore = (value: unknown): value is TokenStore =>
  typeof value === 'object' &&
  value !== null &&
  (['get', 'set', 'delete'] as const).every((name) => typeof (value as Readonly<Record<string, unknown>>)[name] === 'function');

/** Settings are walked through in search of secrets to blank out: what is behind somebody's client is none of that. */
class BorrowedStore implements TokenStore {
  readonly #store: TokenStore;

  constructor(store: TokenStore) {
    this.#store = store;
  }

  get(key: string): unknown {
    return this.#store.get(key);
  }

  set(key: string, value: string, ttlMs: number): unknown {
    return this.#store.set(key, value, ttlMs);
  }

  delete(key: string): unknown {
    return this.#store.delete(key);
  }
}

function cacheFolder({ env, home }: ConfigContext): string {
  const own = env['XDG_CACHE_HOME'] ?? '';
  return own === '' ? join(home, '.cache') : own;
}

function resolved(path: string, { home, directory }: ConfigContext): string {
  if (path === '~' || path.startsWith('~/')) return join(home, path.slice(1));
  return path.startsWith('/') || /^[A-Za-z]:[\\/]/.test(path) ? path : join(directory, path);
}
