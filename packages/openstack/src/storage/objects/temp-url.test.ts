import { isCloudError, Secret } from '@portolan/core/driver';
import { describe, expect, it } from 'vitest';
import { type Script, type ScriptedCloud, scriptedCloud, settingsOf } from '../../testing/scripted-cloud.ts';
import { SwiftInfo } from '../swift-info.ts';
import { chooseDigest, signTempUrl, TempUrls } from './temp-url.ts';

// Vectors computed with Python's hmac and checked with Swift 2.30.1's own get_hmac.
describe('signTempUrl', () => {
  const get = { method: 'GET', expires: 1512508563, path: '/v1/AUTH_account/container/object', key: 'mykey' } as const;

  it.each([
    ['sha256', '732fcac368abb10c78a4cbe95c3fab7f311584532bf779abd5074e13cbe8b88b'],
    ['sha1', 'a83dcf0587a84542b5f23a7807c38ff4bcaa6924'],
    ['sha512', Buffer.from('FV_kcQtXVbzr3sQV-sX-SCAxMVs_noJegKuf_sPXxpNrTP349WJcgxmr0xnfnZXtcXV0dv5dPI9pw15cOGQL_w==', 'base64url').toString('hex')],
  ] as const)('agrees with Swift in %s', (digest, signature) => {
    expect(signTempUrl({ ...get, digest })).toBe(signature);
  });

  it('signs the decoded path', () => {
    const put = { method: 'PUT', expires: 1512508563, path: '/v1/AUTH_account/my container/caf\u00e9 1+2.txt', key: 'mykey', digest: 'sha256' } as const;
    expect(signTempUrl(put)).toBe('b9a3b0bd1364c3e5bde74cfb984a01b4e82d48d3845ee9b5b4622e6390c319c9');
  });
});

it('prefers SHA-256, and takes SHA-1 only when nothing else is allowed', () => {
  expect(chooseDigest(undefined)).toBe('sha256');
  expect(chooseDigest(['sha1', 'sha512'])).toBe('sha512');
  expect(chooseDigest(['sha1'])).toBe('sha1');
  expect(() => chooseDigest(['md5'])).toThrow(/md5/);
});

describe('presign', () => {
  const KEY = 'x-account-meta-temp-url-key';
  const info = { swift: {}, tempurl: { methods: ['GET', 'PUT'], allowed_digests: ['sha1', 'sha256'] } };
  const swift =
    (keys: Record<string, string>): Script =>
    (request) => {
      if (request.url === 'https://swift.test/info') return { body: info };
      if (request.method === 'POST') {
        for (const [name, value] of Object.entries(request.headers)) if (/temp-url-key/i.test(name)) keys[name.toLowerCase()] = value;
        return { status: 204 };
      }
      return { status: 204, headers: keys };
    };
  const urls = (cloud: ScriptedCloud): TempUrls => new TempUrls(cloud.client, new SwiftInfo(cloud.client));
  const request = { bucket: 'my container', key: 'caf\u00e9 1+2/..', method: 'GET', expiresInSeconds: 60 } as const;

  it('encodes in the address what it signs decoded', async () => {
    const cloud = scriptedCloud(swift({ [KEY]: 'mykey' }));
    const { url, expiresAt, headers } = await urls(cloud).presign(request, {});
    const expires = Date.parse('2030-01-02T03:05:05Z') / 1000;
    const path = '/v1/AUTH_8f4c0d/my container/caf\u00e9 1+2/..';
    expect(expiresAt).toEqual(new Date('2030-01-02T03:05:05Z'));
    expect(headers).toEqual({});
    expect(url).toBe(
      `https://swift.test/v1/AUTH_8f4c0d/my%20container/caf%C3%A9%201%2B2/..?temp_url_sig=${signTempUrl({ method: 'GET', expires, path, key: 'mykey', digest: 'sha256' })}&temp_url_expires=${expires}`,
    );
  });

  it('makes a key once when the account has none', async () => {
    const keys: Record<string, string> = {};
    const cloud = scriptedCloud(swift(keys));
    const both = urls(cloud);
    await Promise.all([both.presign(request, {}), both.presign(request, {})]);
    await both.presign(request, {});
    expect(keys[KEY]).toMatch(/^[0-9a-f]{64}$/);
    expect(cloud.seen.filter((one) => one.method === 'POST')).toHaveLength(1);
  });

  it('writes the profile’s key into a free slot and never over another', async () => {
    const settings = settingsOf({ tempUrlKey: new Secret('ours') });
    const keys: Record<string, string> = { [KEY]: 'theirs' };
    await urls(scriptedCloud(swift(keys), settings)).presign(request, {});
    expect(keys).toEqual({ [KEY]: 'theirs', [`${KEY}-2`]: 'ours' });
    const full = scriptedCloud(swift({ [KEY]: 'a', [`${KEY}-2`]: 'b' }), settings);
    const error = await urls(full)
      .presign(request, {})
      .then(
        () => undefined,
        (caught: unknown) => caught,
      );
    expect(isCloudError(error, 'conflict')).toBe(true);
  });

  it('says what to give when the user may not see the keys', async () => {
    const cloud = scriptedCloud((one) => (one.url.endsWith('/info') ? { body: info } : { status: 403 }));
    const error = await urls(cloud)
      .presign(request, {})
      .then(
        () => undefined,
        (caught: unknown) => caught,
      );
    expect(isCloudError(error, 'permission-denied')).toBe(true);
    expect(String(error)).toContain('tempUrlKey');
  });
});
