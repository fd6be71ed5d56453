import { Secret } from '@portolan/core/driver';
import { SigV4 } from '../auth.ts';
import type { ChecksumAlgorithm } from '../checksums/checksum.ts';
import { QueryClient, S3Client } from '../client.ts';
import { endpointOf, S3Endpoint } from '../endpoints.ts';
import { queryServices } from '../native/services.ts';
import { Ec2Native } from '../native.ts';
import { presets } from '../presets.ts';
import { FakeClock, type FakeConnection, fakeConnection, type Play, type Sent } from './fake-connection.ts';

export interface NativeBench {
  readonly native: Ec2Native;
  readonly connection: FakeConnection;
  readonly sent: readonly Sent[];
}

const ORIGIN = 'http://10.111.5.3:8773';

/** The native clients over answers made up beforehand, at the time and with the keys of the worked examples. */
export function nativeBench(
  plays: readonly Play[],
  id: 'aws' | 'eucalyptus' = 'aws',
  apiVersion: string = presets[id].apiVersion,
  checksum?: ChecksumAlgorithm,
): NativeBench {
  const connection = { ...fakeConnection(plays, id), clock: new FakeClock(Date.parse('2015-08-30T12:36:00Z')) };
  const preset = presets[id];
  const identity = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: new Secret('wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY') };
  const shared = { identity, region: 'us-east-1', clock: connection.clock, clockToleranceMs: preset.clockToleranceMs };
  const s3 = new S3Endpoint(`${ORIGIN}/services/objectstorage`, undefined);
  const auth = new SigV4({ ...shared, ec2: endpointOf(`${ORIGIN}/services/compute`), s3 });
  const native = new Ec2Native({
    preset,
    apiVersion,
    auth,
    checksum,
    s3: new S3Client(connection, auth, s3),
    query: (service) => {
      const { eucalyptusPath, scope, version = apiVersion } = queryServices[service];
      const endpoint = endpointOf(`${ORIGIN}/services/${eucalyptusPath}`);
      return new QueryClient(connection, new SigV4({ ...shared, ec2: endpoint, service: scope, s3: undefined }), endpoint, version);
    },
  });
  return { native, connection, sent: connection.transport.sent };
}

/** An answer of EC2. */
export const ec2Answer = (action: string, content: string): Play => ({
  body: `<${action}Response xmlns="http://ec2.amazonaws.com/doc/2014-10-01/"><requestId>r</requestId>${content}</${action}Response>`,
});

/** An answer of the services beside it. */
export const queryAnswer = (action: string, content: string): Play => ({
  body: `<${action}Response><${action}Result>${content}</${action}Result><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></${action}Response>`,
});
