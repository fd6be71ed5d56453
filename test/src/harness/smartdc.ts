import { generateKeyPairSync } from 'node:crypto';
import type { Harness } from '@portolan/conformance';
import { emulated } from './emulated.ts';

export const smartdcHarness = (): Promise<Harness> =>
  emulated('smartdc', {}, () => ({
    // A good key that nobody knows.
    wrongSecret: { keyId: undefined, privateKey: generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs1', format: 'pem' }) },
    at: (origin) => ({ url: origin }),
    refusedServerName: 'not a valid name!',
  }));
