import { describe, expect, it } from 'vitest';
import { golden, opensshKeys } from '../testing/golden-vectors.ts';
import { fingerprintsOf, isOf, readFingerprint, readKeyName } from './fingerprint.ts';
import { opensshPublicBlob, publicLineBlob } from './openssh-public-blob.ts';

const { md5, sha256 } = golden.keys.rsa;

describe('fingerprints', () => {
  it.each(['rsa', 'ed', 'ec256', 'enced'] as const)('of the public line of %s are what ssh-keygen prints', (name) => {
    expect(fingerprintsOf(publicLineBlob(golden.keys[name].public) ?? Buffer.alloc(0))).toEqual({
      md5: golden.keys[name].md5,
      sha256: golden.keys[name].sha256,
    });
  });

  it.each([md5, md5.toUpperCase(), `MD5:${md5}`, sha256, `${sha256}=`, `/acme/keys/${md5}`, `/acme/users/bob/keys/${md5}`, `/acme/bob/keys/${sha256}`])(
    '%s means the key',
    (text) => {
      const fingerprint = readFingerprint(text);
      expect(fingerprint !== undefined && isOf(fingerprint, { md5, sha256 })).toBe(true);
    },
  );

  it.each(['laptop', '/acme/keys/laptop', md5.slice(0, -1), 'SHA256:short', ''])('%s is none', (text) => {
    expect(readFingerprint(text)).toBeUndefined();
  });
});

describe('the public half of an OpenSSH file', () => {
  it('is read without a passphrase', () => {
    expect(fingerprintsOf(opensshPublicBlob(golden.keys.enced.private) ?? Buffer.alloc(0)).md5).toBe(golden.keys.enced.md5);
    expect(fingerprintsOf(opensshPublicBlob(opensshKeys.rsaEncrypted) ?? Buffer.alloc(0)).md5).toBe(md5);
  });

  it('is not there in other files and in files cut short', () => {
    expect(opensshPublicBlob(golden.keys.rsa.private)).toBeUndefined();
    const [first = '', body = ''] = golden.keys.ed.private.split('\n');
    expect(opensshPublicBlob(`${first}\n${body.slice(0, 40)}\n-----END OPENSSH PRIVATE KEY-----`)).toBeUndefined();
  });

  it('is not believed of a line whose bytes are of another kind', () => {
    expect(publicLineBlob(golden.keys.rsa.public.replace('ssh-rsa', 'ssh-ed25519'))).toBeUndefined();
    expect(publicLineBlob('just some text')).toBeUndefined();
  });
});

it.each([
  ['laptop', 'laptop'],
  ['/acme/keys/laptop', 'laptop'],
  ['/acme/users/bob/keys/laptop', 'laptop'],
  ['69:34:b9:11:22:33:44:55:66:77:88:99:aa:bb:cc:dd', undefined],
  ['/acme/keys/69:34:b9:11:22:33:44:55:66:77:88:99:aa:bb:cc:dd', undefined],
  ['SHA256:aBPqnFz4SljhyHHmPkZzCtLcPa3TRnoVNpZxAd9alsY', undefined],
  ['two words', 'two words'],
  ['say "quoted"', undefined],
  ['ключ', undefined],
])('the name in %j is %j', (text, name) => {
  expect(readKeyName(text)).toBe(name);
});
