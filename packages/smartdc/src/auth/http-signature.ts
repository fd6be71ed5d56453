import { type AuthStrategy, assertSameOrigin, type CallOptions, type Clock, CloudError, type FailedResponse, type HttpRequest } from '@portolan/core/driver';
import type { SigningKey } from './signing-key.ts';

/** Who signs: an account, or a subuser of it. */
export interface Identity {
  readonly account: string;
  readonly user?: string | undefined;
}

export type ServiceKind = 'cloudapi' | 'manta';

/** Where signatures may go. */
export interface SignedService {
  readonly kind: ServiceKind;
  readonly origin: string;
  /** Path of the base URL, without a final slash; mostly `''`. */
  readonly basePath: string;
}

/**
 * CloudAPI: `/acme/keys/…`, `/acme/users/bob/keys/…`; Manta: `/acme/keys/…`, `/acme/bob/keys/…`, without `users`.
 * `key` is the MD5 fingerprint; CloudAPI takes a key's name as well.
 */
export function keyIdOf(kind: ServiceKind, { account, user }: Identity, key: string): string {
  if (user === undefined) return `/${account}/keys/${key}`;
  return kind === 'cloudapi' ? `/${account}/users/${user}/keys/${key}` : `/${account}/${user}/keys/${key}`;
}

/** What is signed: a line for each name, without a final newline. `(request-target)` is method and target exactly as they are sent. */
export function signingString(names: readonly string[], request: Pick<HttpRequest, 'method' | 'target'>, date: string): string {
  return names
    .map((name) => (name === '(request-target)' ? `(request-target): ${request.method.toLowerCase()} ${request.target}` : `${name}: ${date}`))
    .join('\n');
}

export interface SignatureParts {
  readonly keyId: string;
  readonly algorithm: string;
  /** What was signed; absent: `date`, which is what verifiers suppose. */
  readonly headers?: readonly string[] | undefined;
  readonly signature: Buffer;
}

/** The modern grammar (http-signature 0.10 and later): no blank after a comma, every value in quotes. */
export function authorizationHeader({ keyId, algorithm, headers, signature }: SignatureParts): string {
  const list = headers === undefined ? '' : `,headers="${headers.join(' ')}"`;
  return `Signature keyId="${keyId}",algorithm="${algorithm}"${list},signature="${signature.toString('base64')}"`;
}

/** The grammar of http-signature 0.9, which py-smartdc and gosdc speak: the bare signature behind a blank, of the date's value alone. CloudAPI reads both. */
export function legacyAuthorizationHeader({ keyId, algorithm, signature }: Omit<SignatureParts, 'headers'>): string {
  return `Signature keyId="${keyId}",algorithm="${algorithm}" ${signature.toString('base64')}`;
}

/** Signing the target too is what `triton` does; Manta's own clients sign the date alone, and then one signature serves a whole second. */
const SIGNED_NAMES: Readonly<Record<ServiceKind, readonly string[]>> = { cloudapi: ['(request-target)', 'date'], manta: ['date'] };

/** Servers refuse dates more than 300 s off. Corrected well before that. */
const SKEW_WORTH_CORRECTING_MS = 60_000;
const MOST_REMEMBERED = 1_000;

export interface HttpSignatureOptions {
  readonly identity: Identity;
  readonly services: readonly SignedService[];
  /** Called for every signature: loads once, and again after a failure. */
  readonly key: () => Promise<SigningKey>;
  readonly clock: Clock;
  /** What CloudAPI is signed for in: `legacy` for servers from before 2013. Manta reads the modern one alone. Default `modern`. */
  readonly grammar?: 'modern' | 'legacy' | undefined;
  /** Name of the key in the account, told to CloudAPI instead of its fingerprint. Manta knows no names. */
  readonly keyName?: string | undefined;
}

/** HTTP signatures (draft-cavage) for CloudAPI and Manta: no session, every request by itself. */
export class HttpSignature implements AuthStrategy {
  readonly scheme = 'http-signature';
  readonly #identity: Identity;
  readonly #services: readonly SignedService[];
  readonly #key: () => Promise<SigningKey>;
  readonly #clock: Clock;
  readonly #legacy: boolean;
  readonly #keyName: string | undefined;
  /** How far each server's clock is ahead of ours, once it complained. */
  readonly #aheadMs: Record<ServiceKind, number> = { cloudapi: 0, manta: 0 };
  /** Signatures of this very second, by what they sign. */
  #second = '';
  #signatures = new Map<string, Promise<Buffer>>();

  constructor(options: HttpSignatureOptions) {
    this.#identity = options.identity;
    this.#services = options.services;
    this.#key = options.key;
    this.#clock = options.clock;
    this.#legacy = options.grammar === 'legacy';
    this.#keyName = options.keyName;
  }

  async authorize(request: HttpRequest, options: CallOptions): Promise<HttpRequest> {
    const service = this.#serviceOf(request);
    const key = await this.#key();
    options.signal?.throwIfAborted();
    const date = new Date(this.#clock.now() + this.#aheadMs[service.kind]).toUTCString();
    const keyId = this.keyId(service.kind, key);
    const { algorithm } = key;
    if (this.#legacy && service.kind === 'cloudapi') {
      const signature = await this.#sign(key, date, date);
      return { ...request, headers: { ...request.headers, Date: date, Authorization: legacyAuthorizationHeader({ keyId, algorithm, signature }) } };
    }
    const headers = SIGNED_NAMES[service.kind];
    const signature = await this.#sign(key, signingString(headers, request, date), date);
    return { ...request, headers: { ...request.headers, Date: date, Authorization: authorizationHeader({ keyId, algorithm, headers, signature }) } };
  }

  /** A date the server did not believe is corrected by the server's own, which its refusal states. */
  async refresh(rejected: FailedResponse): Promise<boolean> {
    const { kind } = this.#serviceOf(rejected.request);
    const theirs = Date.parse(rejected.headers['date'] ?? '');
    const signed = Date.parse(rejected.request.headers['Date'] ?? '');
    if (Number.isNaN(theirs) || Number.isNaN(signed) || Math.abs(theirs - signed) < SKEW_WORTH_CORRECTING_MS) return false;
    this.#aheadMs[kind] = theirs - rejected.receivedAt;
    return true;
  }

  /** What the key is called in signatures for this service. */
  keyId(kind: ServiceKind, key: Pick<SigningKey, 'md5'>): string {
    return keyIdOf(kind, this.#identity, kind === 'cloudapi' ? (this.#keyName ?? key.md5) : key.md5);
  }

  /** The server's time as far as we know it: what signed addresses expire by. */
  now(kind: ServiceKind): number {
    return this.#clock.now() + this.#aheadMs[kind];
  }

  /** One signature per key and second for one text, however many requests want it at once. */
  #sign(key: SigningKey, text: string, date: string): Promise<Buffer> {
    if (this.#second !== date || this.#signatures.size >= MOST_REMEMBERED) {
      this.#second = date;
      this.#signatures = new Map();
    }
    let signature = this.#signatures.get(text);
    if (signature === undefined) {
      signature = key.sign(text);
      this.#signatures.set(text, signature);
    }
    return signature;
  }

  #serviceOf(request: HttpRequest): SignedService {
    assertSameOrigin(
      request,
      this.#services.map((service) => service.origin),
    );
    const origin = new URL(request.origin).origin;
    const path = request.target.split('?', 1)[0] ?? '';
    const fitting = this.#services
      .filter((service) => new URL(service.origin).origin === origin && (path === service.basePath || path.startsWith(`${service.basePath}/`)))
      .sort((a, b) => b.basePath.length - a.basePath.length)[0];
    if (fitting === undefined) throw new CloudError('protocol', 'credentials were about to be sent outside the path of the service', { outcome: 'not-done' });
    return fitting;
  }
}
