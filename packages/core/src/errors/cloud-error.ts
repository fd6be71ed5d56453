import { inspect } from 'node:util';

/**
 * The same fault has the same code on every provider. Callers decide on the code, never on text.
 *
 * | code | meaning | what helps |
 * |---|---|---|
 * | `not-found` | nothing of that id, name or key is visible to this account | check the id, the location, the account |
 * | `already-exists` | the name is taken | another name, or use what is there |
 * | `invalid-argument` | refused because of what was asked, here or by the server; also bad configuration | change the argument named in the message |
 * | `unauthenticated` | the server does not believe who we are: password, key, token, clock | the `remedy` |
 * | `permission-denied` | the server knows us and says no | rights |
 * | `conflict` | the thing is in a state that forbids this now (busy, locked, not empty, wrong state) | wait, or change the state |
 * | `precondition-failed` | a condition of the caller (`ifMatch`, `ifNoneMatch`, …) does not hold; also "not modified" | read again |
 * | `rate-limited` | too many requests | wait `retryAfterMs` |
 * | `quota-exceeded` | a quota, or the cloud's capacity, is used up | delete something, ask for more |
 * | `unsupported` | this provider cannot do it; nothing was sent | look at `cloud.capabilities` |
 * | `unavailable` | the server or the way to it is down | retry |
 * | `timeout` | it took longer than allowed | retry, or allow more |
 * | `protocol` | the answer is not what the API documents: wrong URL, proxy page, truncated body | check the endpoint |
 * | `unknown` | the server reported a failure that we cannot name | read `message` and `cause` |
 */
export type CloudErrorCode =
  | 'not-found'
  | 'already-exists'
  | 'invalid-argument'
  | 'unauthenticated'
  | 'permission-denied'
  | 'conflict'
  | 'precondition-failed'
  | 'rate-limited'
  | 'quota-exceeded'
  | 'unsupported'
  | 'unavailable'
  | 'timeout'
  | 'protocol'
  | 'unknown';

export const CLOUD_ERROR_CODES: readonly CloudErrorCode[] = [
  'not-found',
  'already-exists',
  'invalid-argument',
  'unauthenticated',
  'permission-denied',
  'conflict',
  'precondition-failed',
  'rate-limited',
  'quota-exceeded',
  'unsupported',
  'unavailable',
  'timeout',
  'protocol',
  'unknown',
];

/** Whether sending the same request again may help. `exhausted`: we did, as often as allowed. */
export type Retry = 'never' | 'maybe' | 'exhausted';

/** What a failed change did. `not-done`: nothing changed. `unknown`: the request may have been carried out. `done`: it was, but not all of it (see `leftover`). */
export type Outcome = 'not-done' | 'unknown' | 'done';

/** Something a failed call made and could not take back: the caller should know it. */
export interface Leftover {
  /** `server`, `volume`, `multipart-upload`, … */
  readonly kind: string;
  readonly id: string;
}

/** What is known besides the code. All of it is safe to print. */
export interface CloudErrorDetails {
  /** Provider id, e.g. `smartdc`. */
  readonly provider?: string | undefined;
  /** What was tried, e.g. `servers.get`. */
  readonly operation?: string | undefined;
  /** What it was tried on: an id, a name, `bucket/key`. */
  readonly target?: string | undefined;
  /** HTTP status of the answer, when there was one. */
  readonly status?: number | undefined;
  /** The provider's own code, e.g. `ResourceNotFound`, `InvalidAMIID.NotFound`. */
  readonly providerCode?: string | undefined;
  /** The provider's id of the request, for its support. */
  readonly requestId?: string | undefined;
  readonly retry?: Retry | undefined;
  /** How long the server asked us to wait, in milliseconds. */
  readonly retryAfterMs?: number | undefined;
  readonly outcome?: Outcome | undefined;
  /** What the user can do about it, one sentence. */
  readonly remedy?: string | undefined;
  readonly leftover?: Leftover | undefined;
  /** Several problems at once (configuration). */
  readonly problems?: readonly string[] | undefined;
  readonly cause?: unknown;
}

export type ErrorContext = Pick<CloudErrorDetails, 'provider' | 'operation' | 'target'>;

const BRAND = Symbol.for('portolan/CloudError');

/**
 * The one error of this library. An abort is not one: the signal's own reason passes through as it is.
 *
 * `message` reads `provider operation "target": status providerCode (what the server said). remedy`.
 */
export class CloudError extends Error {
  readonly code: CloudErrorCode;
  provider: string | undefined;
  operation: string | undefined;
  target: string | undefined;
  readonly status: number | undefined;
  readonly providerCode: string | undefined;
  readonly requestId: string | undefined;
  retry: Retry;
  readonly retryAfterMs: number | undefined;
  outcome: Outcome | undefined;
  readonly remedy: string | undefined;
  leftover: Leftover | undefined;
  readonly problems: readonly string[];
  #said: string;

  /** `said`: what went wrong, without provider, operation and target, which are put before it. */
  constructor(code: CloudErrorCode, said: string, details: CloudErrorDetails = {}) {
    super(said, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.#said = said;
    this.provider = details.provider;
    this.operation = details.operation;
    this.target = details.target;
    this.status = details.status;
    this.providerCode = details.providerCode;
    this.requestId = details.requestId;
    this.retry = details.retry ?? 'never';
    this.retryAfterMs = details.retryAfterMs;
    this.outcome = details.outcome;
    this.remedy = details.remedy;
    this.leftover = details.leftover;
    this.problems = details.problems ?? [];
    Object.defineProperty(this, BRAND, { value: true });
    this.#compose();
  }

  /** Fills in what is not yet known of provider, operation and target. The innermost, which knew best, wins. */
  inContext(context: ErrorContext): this {
    this.provider ??= context.provider;
    this.operation ??= context.operation;
    this.target ??= context.target;
    this.#compose();
    return this;
  }

  /** Passes what others said through `hide`: the server's words, its codes and ids, the causes. For transports, which know what they sent. */
  hiding(hide: (text: string) => string): this {
    const words = this as { providerCode: string | undefined; requestId: string | undefined; problems: readonly string[] };
    this.#said = hide(this.#said);
    words.providerCode &&= hide(words.providerCode);
    words.requestId &&= hide(words.requestId);
    if (this.problems.length > 0) words.problems = this.problems.map(hide);
    this.#compose();
    if (this.cause instanceof CloudError) this.cause.hiding(hide);
    else if (this.cause instanceof Error) {
      const { message, stack } = this.cause;
      this.cause.message = hide(message);
      if (stack !== undefined) this.cause.stack = hide(stack);
    }
    return this;
  }

  /** For one failure that several calls learn of (a token that cannot be had): each adds its own context to its own error. */
  copy(): CloudError {
    const copy = new CloudError(this.code, this.#said, { ...this.#details(), cause: this.cause });
    if (this.stack !== undefined) copy.stack = this.stack;
    for (const key of ['request', 'response']) {
      const hung = Object.getOwnPropertyDescriptor(this, key);
      if (hung !== undefined) Object.defineProperty(copy, key, hung);
    }
    return copy;
  }

  #details(): CloudErrorDetails {
    const { provider, operation, target, status, providerCode, requestId, retry, retryAfterMs, outcome, remedy, leftover, problems } = this;
    return { provider, operation, target, status, providerCode, requestId, retry, retryAfterMs, outcome, remedy, leftover, problems };
  }

  toJSON(): Record<string, unknown> {
    const plain: Record<string, unknown> = { name: this.name, message: this.message };
    for (const key of [
      'code',
      'provider',
      'operation',
      'target',
      'status',
      'providerCode',
      'requestId',
      'retry',
      'retryAfterMs',
      'outcome',
      'remedy',
      'leftover',
    ] as const) {
      if (this[key] !== undefined) plain[key] = this[key];
    }
    if (this.problems.length > 0) plain['problems'] = this.problems;
    return plain;
  }

  #compose(): void {
    const where = [this.provider, this.operation].filter((part) => part !== undefined).join(' ');
    const target = this.target === undefined ? '' : `${where === '' ? '' : ' '}${JSON.stringify(this.target)}`;
    const head = `${where}${target}`;
    const answer = [this.status, this.providerCode].filter((part) => part !== undefined && part !== '').join(' ');
    const body = answer === '' ? this.#said || this.code : this.#said === '' ? answer : `${answer} (${this.#said})`;
    const remedy = this.remedy === undefined ? '' : ` — ${this.remedy}`;
    const list = this.problems.map((problem) => `\n  - ${problem}`).join('');
    // The stack begins with name and message as they are when it is first read: read it before they change.
    const { stack } = this;
    const first = this.message === '' ? (stack?.split('\n', 1)[0] ?? '') : `${this.name}: ${this.message}`;
    this.message = `${head === '' ? '' : `${head}: `}${body}${remedy}${list}`;
    if (stack?.startsWith(first) === true) this.stack = `${this.name}: ${this.message}${stack.slice(first.length)}`;
  }
}

// On the prototype, so that a stack, which is taken before any field is set, begins with it.
Object.defineProperty(CloudError.prototype, 'name', { value: 'CloudError', writable: true, configurable: true });

// On the prototype, and not in the class: its name is computed, which declarations cannot carry.
Object.defineProperty(CloudError.prototype, inspect.custom, {
  value(this: CloudError): string {
    const facts = Object.entries(this.toJSON()).filter(([key]) => !['name', 'message', 'problems'].includes(key));
    return `${this.stack ?? this.message} { ${facts.map(([key, value]) => `${key}: ${inspect(value)}`).join(', ')} }`;
  },
});

/** Whether this is a `CloudError` (of any copy of this library in the program), and of that code when one is given. */
export function isCloudError(error: unknown, code?: CloudErrorCode): error is CloudError {
  if (typeof error !== 'object' || error === null || (error as Record<symbol, unknown>)[BRAND] !== true) return false;
  return code === undefined || (error as CloudError).code === code;
}
