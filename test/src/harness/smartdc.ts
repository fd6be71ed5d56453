import type { Harness } from '@portolan/conformance';
import { emulated } from './emulated.ts';

export const smartdcHarness = (): Promise<Harness> =>
  emulated('smartdc', {}, () => ({
    wrongSecret: { keyId: '00:11:22:33:44:55:66:77:88:99:aa:bb:cc:dd:ee:ff' },
    at: (origin) => ({ url: origin }),
    refusedServerName: 'not a valid name!',
  }));
