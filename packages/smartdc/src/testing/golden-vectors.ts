import { readFileSync } from 'node:fs';

/** Made with npm http-signature 1.4.0 and smartdc-auth, and checked with node's own crypto. Throw-away keys. */
export interface GoldenVectors {
  readonly keys: Readonly<
    Record<'rsa' | 'ed' | 'ec256' | 'enced', { readonly public: string; readonly private: string; readonly md5: string; readonly sha256: string }>
  >;
  readonly signatures: Readonly<Record<string, { readonly what: string; readonly string: string; readonly authorization: string }>>;
  readonly urls: readonly { readonly methods: readonly string[]; readonly string: string; readonly target: string }[];
}

export interface OpensshKeys {
  readonly rsa: string;
  readonly rsaEncrypted: string;
  /** PKCS#8 */
  readonly dsa: string;
  readonly ec256: OpensshKey;
  readonly ec384: OpensshKey;
  readonly ec521: OpensshKey;
}

interface OpensshKey {
  readonly private: string;
  readonly public: string;
}

const read = (name: string): unknown => JSON.parse(readFileSync(new URL(`../auth/fixtures/${name}`, import.meta.url), 'utf8'));

export const golden: GoldenVectors = read('golden-vectors.json') as GoldenVectors;
export const opensshKeys: OpensshKeys = read('openssh-keys.json') as OpensshKeys;

/** What is between the quotes of `signature="…"`. */
export function signatureIn(authorization: string): Buffer {
  return Buffer.from(/signature="([^"]+)"/.exec(authorization)?.[1] ?? '', 'base64');
}

/** Date of all vectors. */
export const GOLDEN_TIME_MS: number = Date.parse('Thu, 05 Jan 2017 21:31:40 GMT');
