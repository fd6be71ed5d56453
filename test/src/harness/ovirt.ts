import type { Harness } from '@portolan/conformance';
import { emulated } from './emulated.ts';

export const ovirtHarness = (): Promise<Harness> =>
  emulated('ovirt', {}, () => ({
    tokens: true,
    bucket: 'backups',
    wrongSecret: { password: 'not-the-password' },
    at: (origin) => ({ url: `${origin}/ovirt-engine/api` }),
    refusedServerName: 'not a valid name!',
  }));
