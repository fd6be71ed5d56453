import type { Harness } from '@portolan/conformance';
import { emulated } from './emulated.ts';

export const awsHarness = (): Promise<Harness> =>
  emulated('aws', {}, () => ({
    wrongSecret: { secretAccessKey: 'not-the-secret-access-key' },
    wrongRegion: { region: 'atlantis-1' },
    // Within the default VPC.
    networkCidr: '172.31.240.0/24',
    at: (origin) => ({ ec2Url: origin, s3Url: origin }),
  }));

export const eucalyptusHarness = (): Promise<Harness> =>
  emulated('eucalyptus', {}, () => ({
    wrongSecret: { secretAccessKey: 'not-the-secret-access-key' },
    exempt: {
      'servers.networks': 'the emulated Eucalyptus runs in classic mode: there are no subnets to plug into',
      'servers.plan-networks': 'the same',
    },
    at: (origin) => ({ ec2Url: `${origin}/services/compute`, s3Url: `${origin}/services/objectstorage` }),
  }));
