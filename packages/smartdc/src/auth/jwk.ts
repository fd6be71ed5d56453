/**
 * A private RSA key for node, from the parts an OpenSSH file has (n, e, d, p, q, iqmp). The exponents that speed signing up are not in it; those that
 * sshpk fills in are wrong, and OpenSSL then signs six times slower.
 */
export function rsaJwk(part: (name: 'n' | 'e' | 'd' | 'p' | 'q' | 'iqmp') => Uint8Array): Readonly<Record<string, string>> {
  const [d, p, q] = [number(part('d')), number(part('p')), number(part('q'))];
  const parts = { n: number(part('n')), e: number(part('e')), d, p, q, dp: d % (p - 1n), dq: d % (q - 1n), qi: number(part('iqmp')) };
  return { kty: 'RSA', ...Object.fromEntries(Object.entries(parts).map(([name, value]) => [name, base64url(value)])) };
}

const number = (bytes: Uint8Array): bigint => BigInt(`0x0${Buffer.from(bytes).toString('hex')}`);

function base64url(value: bigint): string {
  const hex = value.toString(16);
  return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex').toString('base64url');
}

/** By the length of a coordinate in bytes. */
const CURVES: Readonly<Record<number, string>> = { 32: 'P-256', 48: 'P-384', 66: 'P-521' };

/** A private ECDSA key for node, from its point (4, x, y) and number; the number may be shorter than the curve, or have a zero in front. */
export function ecJwk(point: Uint8Array, secret: Uint8Array): Readonly<Record<string, string>> {
  const size = (point.byteLength - 1) / 2;
  const d = Buffer.alloc(size);
  const significant = Buffer.from(secret).subarray(Math.max(0, secret.byteLength - size));
  significant.copy(d, size - significant.byteLength);
  const [x, y] = [point.subarray(1, 1 + size), point.subarray(1 + size)].map((half) => Buffer.from(half).toString('base64url')) as [string, string];
  return { kty: 'EC', crv: CURVES[size] ?? `of ${size} bytes`, x, y, d: d.toString('base64url') };
}
