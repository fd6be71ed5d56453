import { describe, expect, it } from 'vitest';
import { SIGNATURE_VECTORS, VECTOR_DATE, VECTOR_KEYS, VECTOR_TARGET } from '../testing/vectors.ts';
import { parseLegacy, parseModern, type SignedMessage, verifySignature } from './signature.ts';
import { parsePublicKey } from './ssh-key.ts';

const NOW = Date.parse(VECTOR_DATE);
const message: SignedMessage = { method: 'GET', target: VECTOR_TARGET, httpVersion: '1.1', headers: { date: VECTOR_DATE, host: 'x' } };
const modern = SIGNATURE_VECTORS.find((vector) => vector.signingString.startsWith('(request-target)') && vector.key === 'rsa');
const authorization = modern?.authorization ?? '';

describe('published vectors', () => {
  it.each(SIGNATURE_VECTORS)('$name: string to sign and signature agree', ({ key, legacy, signingString, authorization }) => {
    const parsed = (legacy ? parseLegacy : parseModern)(authorization, message, NOW);
    expect(parsed.signingString).toBe(signingString);
    expect(verifySignature(parsed, parsePublicKey(VECTOR_KEYS[key].openssh))).toBe(true);
  });

  it.each(SIGNATURE_VECTORS)('$name: another key does not verify', ({ key, legacy, authorization }) => {
    const parsed = (legacy ? parseLegacy : parseModern)(authorization, message, NOW);
    const other = key === 'rsa' ? 'ecdsa' : 'rsa';
    expect(verifySignature(parsed, parsePublicKey(VECTOR_KEYS[other].openssh))).toBe(false);
  });
});

describe('what is signed', () => {
  const key = parsePublicKey(VECTOR_KEYS.rsa.openssh);
  const verifies = (changed: Partial<SignedMessage>): boolean => verifySignature(parseModern(authorization, { ...message, ...changed }, NOW), key);

  it('covers method, path and query', () => {
    expect(verifies({})).toBe(true);
    expect(verifies({ method: 'POST' })).toBe(false);
    expect(verifies({ target: VECTOR_TARGET.replace('1000', '999') })).toBe(false);
  });

  it('covers the date', () => {
    expect(verifies({ headers: { date: 'Thu, 05 Jan 2017 21:31:41 GMT' } })).toBe(false);
  });

  it('names its hash: the same bytes under another algorithm are refused', () => {
    const parsed = parseModern(authorization.replace('rsa-sha256', 'rsa-sha512'), message, NOW);
    expect(verifySignature(parsed, key)).toBe(false);
  });
});

describe('the modern grammar', () => {
  const parse = (header: string): unknown => parseModern(header, message, NOW);

  it('refuses a blank after a comma, bare values and another scheme word', () => {
    expect(() => parse(authorization.replace('",algorithm', '", algorithm'))).toThrow('bad param format');
    expect(() => parse(authorization.replace('algorithm="rsa-sha256"', 'algorithm=rsa-sha256'))).toThrow('bad param format');
    expect(() => parse(authorization.replace('Signature', 'signature'))).toThrow('scheme was not "Signature"');
  });

  it('takes parameters in any order and knows the pseudo headers', () => {
    const parsed = parseModern(
      'Signature signature="AA==",headers="request-line (keyid) (algorithm) date",algorithm="rsa-sha256",keyId="/a/keys/b"',
      message,
      NOW,
    );
    expect(parsed.signingString).toBe(`GET ${VECTOR_TARGET} HTTP/1.1\n(keyid): /a/keys/b\n(algorithm): rsa-sha256\ndate: ${VECTOR_DATE}`);
  });

  it('asks for the parameters it needs and for a signed date', () => {
    expect(() => parse('Signature keyId="a",algorithm="rsa-sha256"')).toThrow('signature was not specified');
    expect(() => parse('Signature algorithm="rsa-sha256",signature="AA=="')).toThrow('keyId was not specified');
    expect(() => parse('Signature keyId="a",algorithm="rsa-sha256",headers="host",signature="AA=="')).toThrow('date was not a signed header');
    expect(() => parse('Signature keyId="a",algorithm="rsa-sha256",headers="date digest",signature="AA=="')).toThrow('digest was not in the request');
  });

  it('refuses ecdsa-sha384: the verifier knows sha1, sha256 and sha512 alone', () => {
    expect(() => parse('Signature keyId="a",algorithm="ecdsa-sha384",signature="AA=="')).toThrow('ecdsa-sha384 is not supported');
  });

  it('allows 300 s of skew either way, to the millisecond', () => {
    const at = (offsetMs: number) => () => parseModern(authorization, message, NOW + offsetMs);
    expect(at(300_000)).not.toThrow();
    expect(at(-300_000)).not.toThrow();
    expect(at(300_001)).toThrow('clock skew of 300.001s was greater than 300s');
    expect(at(-300_001)).toThrow('clock skew of 300.001s was greater than 300s');
  });
});

describe('the legacy grammar', () => {
  const legacy = SIGNATURE_VECTORS.find((vector) => vector.legacy)?.authorization ?? '';

  it('signs the values of the listed headers, joined by newlines', () => {
    const parsed = parseLegacy(legacy.replace(',algorithm', ',headers="date host",algorithm'), message, NOW);
    expect(parsed.signingString).toBe(`${VECTOR_DATE}\nx`);
  });

  it('reads a Date that ends in UTC, as gosdc sends it', () => {
    const date = VECTOR_DATE.replace('GMT', 'UTC');
    expect(parseLegacy(legacy, { ...message, headers: { date } }, NOW).signingString).toBe(date);
  });

  it('refuses the modern form and algorithms it has not heard of', () => {
    expect(() => parseLegacy(authorization, message, NOW)).toThrow('signature was empty');
    expect(() => parseLegacy(legacy.replace('rsa-sha256', 'ecdsa-sha256'), message, NOW)).toThrow('ecdsa-sha256 is not supported');
  });
});
