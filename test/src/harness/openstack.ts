import type { Harness } from '@portolan/conformance';
import { emulated } from './emulated.ts';

export const openstackHarness = (): Promise<Harness> =>
  emulated('openstack', {}, () => ({
    tokens: true,
    wrongSecret: { password: 'not-the-password' },
    wrongRegion: { region: 'Atlantis' },
    at: (origin) => ({ authUrl: `${origin}/identity/v3` }),
    refusedServerName: 'x'.repeat(300),
  }));

export const rackspaceHarness = (): Promise<Harness> =>
  emulated('rackspace', {}, () => ({
    tokens: true,
    wrongSecret: { apiKey: 'not-the-api-key' },
    wrongRegion: { region: 'ATL' },
    at: (origin) => ({ authUrl: `${origin}/v2.0` }),
    refusedServerName: 'x'.repeat(300),
  }));
