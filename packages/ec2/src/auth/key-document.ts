import { CloudError, Secret } from '@portolan/core/driver';
import type { Identity } from './identity.ts';

export interface Fetched {
  readonly value: Identity;
  /** Absent: it does not end. */
  readonly expiresAt?: Date | undefined;
}

/** What `from` said. Its text is not repeated where it is no JSON: it may hold secrets. */
export function jsonOf(text: string, from: string): Readonly<Record<string, unknown>> {
  try {
    const json: unknown = JSON.parse(text);
    if (typeof json === 'object' && json !== null) return json as Readonly<Record<string, unknown>>;
  } catch {
    // Said below: the parser's own words would quote the text.
  }
  throw new CloudError('unauthenticated', `${from} gave no JSON`, { outcome: 'not-done' });
}

/** Keys as programs print them, and the services of machines and containers tell them. */
export function keysOf(json: Readonly<Record<string, unknown>>, from: string): Fetched {
  const { AccessKeyId, SecretAccessKey, Token, Expiration } = json as Readonly<Record<'AccessKeyId' | 'SecretAccessKey' | 'Token' | 'Expiration', unknown>>;
  if (typeof AccessKeyId !== 'string' || AccessKeyId === '' || typeof SecretAccessKey !== 'string' || SecretAccessKey === '') {
    throw new CloudError('unauthenticated', `${from} gave no AccessKeyId and SecretAccessKey`, { outcome: 'not-done' });
  }
  // The portal of SSO has milliseconds, all others a text.
  const expiresAt = typeof Expiration === 'string' || typeof Expiration === 'number' ? new Date(Expiration) : undefined;
  if (expiresAt !== undefined && Number.isNaN(expiresAt.getTime())) {
    throw new CloudError('unauthenticated', `${from} gave an Expiration that is no time`, { outcome: 'not-done' });
  }
  const sessionToken = typeof Token === 'string' && Token !== '' ? new Secret(Token) : undefined;
  return { value: { accessKeyId: AccessKeyId, secretAccessKey: new Secret(SecretAccessKey), sessionToken }, expiresAt };
}
