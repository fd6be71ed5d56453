import type { Harness } from '@portolan/conformance';
import { emulated } from './emulated.ts';

/** Everything takes the emulated engine a few milliseconds, and is looked at that often: waiting is waiting, for a twentieth of the time. */
const TRANSITION_MS = 4;

export const ovirtHarness = (): Promise<Harness> =>
  emulated('ovirt', { transitionMs: TRANSITION_MS }, () => ({
    tokens: true,
    bucket: 'backups',
    wrongSecret: { password: 'not-the-password' },
    at: (origin) => ({ url: `${origin}/ovirt-engine/api` }),
    refusedServerName: 'not a valid name!',
    fields: { pollIntervalMs: TRANSITION_MS },
  }));
