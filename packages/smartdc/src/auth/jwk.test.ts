import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { expect, it } from 'vitest';
import { golden } from '../testing/golden-vectors.ts';
import { ecJwk, rsaJwk } from './jwk.ts';

it('the exponents of the primes are those that OpenSSL expects', () => {
  const known = createPrivateKey(golden.keys.rsa.private).export({ format: 'jwk' });
  const part = { n: known.n, e: known.e, d: known.d, p: known.p, q: known.q, iqmp: known.qi };
  expect(rsaJwk((name) => Buffer.from(part[name] ?? '', 'base64url'))).toEqual({ ...known });
});

it.each(['prime256v1', 'secp521r1'])('the number of an ECDSA key may be short, or have a zero in front: %s', (namedCurve) => {
  const known = generateKeyPairSync('ec', { namedCurve }).privateKey.export({ format: 'jwk' });
  const bytes = (text = ''): Buffer => Buffer.from(text, 'base64url');
  const point = Buffer.concat([Buffer.from([4]), bytes(known.x), bytes(known.y)]);
  const zero = Buffer.from([0]);
  expect(ecJwk(point, bytes(known.d))).toEqual({ ...known });
  expect(ecJwk(point, Buffer.concat([zero, bytes(known.d)]))).toEqual({ ...known });
  expect(bytes(ecJwk(point, Buffer.from([7]))['d']).readUInt8(bytes(known.d).length - 1)).toBe(7);
});
