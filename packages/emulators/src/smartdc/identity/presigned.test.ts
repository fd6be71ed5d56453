import { describe, expect, it } from 'vitest';
import { parsePairs } from '../../kit/exchange.ts';
import { PRESIGNED_HOST, PRESIGNED_VECTORS, VECTOR_KEYS } from '../testing/vectors.ts';
import { type PresignedSignature, parsePresigned } from './presigned.ts';
import { verifySignature } from './signature.ts';
import { parsePublicKey } from './ssh-key.ts';

const NOW = Date.UTC(2026, 0, 1);

function parse(target: string, method = 'GET', nowMs = NOW): PresignedSignature {
  const [path = '', query = ''] = target.split('?');
  return parsePresigned({ method, host: PRESIGNED_HOST, path, query: new Map(parsePairs(query)) }, nowMs);
}

describe('pre-signed URLs', () => {
  const key = parsePublicKey(VECTOR_KEYS.rsa.openssh);

  it.each(PRESIGNED_VECTORS)('verifies the published vector for $methods', ({ signingString, target }) => {
    const parsed = parse(target);
    expect(parsed.signingString).toBe(signingString);
    expect(verifySignature(parsed, key)).toBe(true);
  });

  const [single, several] = PRESIGNED_VECTORS;
  const target = single?.target ?? '';

  it('does not verify for another path, host, expiry or method', () => {
    expect(verifySignature(parse(target.replace('a%20b', 'a%20c')), key)).toBe(false);
    expect(verifySignature(parse(target.replace('4102444800', '4102444801')), key)).toBe(false);
    expect(verifySignature(parse(target, 'PUT'), key)).toBe(false);
    expect(verifySignature(parse(several?.target ?? '', 'PUT'), key)).toBe(true);
    expect(() => parse(several?.target ?? '', 'DELETE')).toThrow('DELETE was not a signed method');
  });

  it('covers every other query parameter', () => {
    expect(verifySignature(parse(`${target}&limit=1`), key)).toBe(false);
  });

  it('expires', () => {
    expect(() => parse(target, 'GET', 4_102_444_800_999)).not.toThrow();
    expect(() => parse(target, 'GET', 4_102_444_801_000)).toThrow('request expired');
  });

  it('names what is missing', () => {
    expect(() => parse('/demo/stor/a?expires=1&keyId=x')).toThrow('parameters "algorithm, signature" are required');
  });
});
