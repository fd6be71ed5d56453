import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Secret } from '../secret.ts';
import { cloudError } from '../testing/rejection.ts';
import { connectionFields, transportOptions } from './connection-config.ts';
import { readConfig } from './read-config.ts';

let root = '';
const pem = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n';

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'portolan-connection-'));
  await writeFile(join(root, 'ca.pem'), pem);
  await writeFile(join(root, 'key.pem'), '-----BEGIN PRIVATE KEY-----\nhunter2\n-----END PRIVATE KEY-----\n');
  await writeFile(join(root, 'not.pem'), 'hunter2');
});

afterAll(async () => {
  await rm(root, { recursive: true });
});

const at = (name: string): string => join(root, name);

describe('transportOptions', () => {
  it('reads the files and reveals the secrets, here and nowhere before', async () => {
    const options = await transportOptions(
      {
        caFile: at('ca.pem'),
        clientCertFile: at('ca.pem'),
        clientKeyFile: at('key.pem'),
        clientKeyPassphrase: new Secret('open'),
        proxy: new Secret('http://me:pw@proxy:3128'),
        tlsVerify: false,
        connectTimeoutMs: 5,
        maxConnections: 3,
      },
      'portolan.yaml',
    );
    expect(options).toMatchObject({ ca: pem, clientCertificate: pem, clientKeyPassphrase: 'open', proxy: 'http://me:pw@proxy:3128', tlsVerify: false });
    expect(options).toMatchObject({ connectTimeoutMs: 5, maxConnections: 3, idleTimeoutMs: undefined });
  });

  it('tells all that is wrong with the files at once, and nothing that is in them', async () => {
    const error = await cloudError(transportOptions({ caFile: at('not.pem'), clientKeyFile: at('none.pem') }, 'portolan.yaml, profile "lab"'));
    expect(error.code).toBe('invalid-argument');
    expect([...error.problems].sort()).toEqual([
      `portolan.yaml, profile "lab": field "caFile": ${at('not.pem')} is not a PEM file`,
      `portolan.yaml, profile "lab": field "clientKeyFile": ENOENT: no such file or directory, open '${at('none.pem')}'`,
      'portolan.yaml, profile "lab": fields "clientCertFile" and "clientKeyFile" go together',
    ]);
    expect(error.message).not.toContain('hunter2');
  });

  it('takes a connection without any of it', async () => {
    expect((await transportOptions({}, 'x')).ca).toBeUndefined();
  });
});

describe('connectionFields', () => {
  it.each([{ timeoutMs: 0 }, { connectTimeoutMs: 2 ** 31 }, { maxConnections: 0 }, { maxAttempts: 1.5 }, { tlsVerify: 'perhaps' }])(
    'refuse %j',
    async (input) => {
      const context = { source: 'x', directory: '/', home: '/', env: {} };
      expect((await cloudError(() => readConfig(connectionFields, input, context))).problems.length).toBe(1);
    },
  );
});
