import {
  AuthStrategyToken,
  ComputeDriverToken,
  type Connection,
  ConnectionToken,
  NativeToken,
  SettingsToken,
  StorageDriverToken,
  token,
} from '@portolan/core/driver';
import { ContainerModule, type ServiceIdentifier } from 'inversify';
import { type Signer, SigV2, SigV4 } from './auth.ts';
import { QueryClient, S3Client } from './client.ts';
import { Ec2Compute } from './compute/driver.ts';
import type { Ec2Settings } from './config.ts';
import { endpointOf, S3Endpoint } from './endpoints.ts';
import { Ec2Native } from './native.ts';
import { presets } from './presets.ts';
import { S3Storage } from './storage/driver.ts';

/** The clients of one connection; a profile with one endpoint has one. */
interface Clients {
  readonly auth: Signer;
  readonly ec2: QueryClient | undefined;
  readonly s3: S3Client | undefined;
}

const ClientsToken: ServiceIdentifier<Clients> = token<Clients>('ec2/Clients');

function clientsOf(settings: Ec2Settings, connection: Connection): Clients {
  const ec2 = settings.ec2Url === undefined ? undefined : endpointOf(settings.ec2Url);
  const s3 = settings.s3Url === undefined ? undefined : new S3Endpoint(settings.s3Url, settings.pathStyle);
  const Strategy = settings.signatureVersion === 'v2' ? SigV2 : SigV4;
  const auth = new Strategy({
    identity: { accessKeyId: settings.accessKeyId, secretAccessKey: settings.secretAccessKey, sessionToken: settings.sessionToken },
    region: settings.region,
    clock: connection.clock,
    ec2,
    s3,
    clockToleranceMs: presets[settings.preset].clockToleranceMs,
  });
  return {
    auth,
    ec2: ec2 === undefined ? undefined : new QueryClient(connection, auth, ec2, settings.apiVersion),
    s3: s3 === undefined ? undefined : new S3Client(connection, auth, s3),
  };
}

/** Both presets: what differs is in the settings. */
export const module: ContainerModule = new ContainerModule(({ bind }) => {
  bind(ClientsToken).toResolvedValue(
    (settings: unknown, connection: Connection) => clientsOf(settings as Ec2Settings, connection),
    [SettingsToken, ConnectionToken],
  );
  bind(AuthStrategyToken).toResolvedValue((clients: Clients) => clients.auth, [ClientsToken]);
  bind(NativeToken).toResolvedValue((clients: Clients) => new Ec2Native(clients.ec2, clients.s3), [ClientsToken]);
  bind(ComputeDriverToken).toResolvedValue(
    (settings: unknown, connection: Connection, { ec2 }: Clients) => (ec2 === undefined ? {} : new Ec2Compute(ec2, settings as Ec2Settings, connection)),
    [SettingsToken, ConnectionToken, ClientsToken],
  );
  bind(StorageDriverToken).toResolvedValue(
    (settings: unknown, { s3, auth }: Clients) => {
      const { preset, region } = settings as Ec2Settings;
      return s3 === undefined ? {} : new S3Storage(s3, auth, presets[preset], region);
    },
    [SettingsToken, ClientsToken],
  );
});
