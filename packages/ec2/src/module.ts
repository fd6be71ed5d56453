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
import { identitiesOf } from './auth/credentials.ts';
import { Unsigned } from './auth/unsigned.ts';
import { type Signer, type SignerOptions, SigV2, SigV4 } from './auth.ts';
import { QueryClient, S3Client } from './client.ts';
import { Ec2Compute } from './compute/driver.ts';
import type { Ec2Settings } from './config.ts';
import { endpointOf, S3Endpoint } from './endpoints.ts';
import { type QueryServiceId, queryServices } from './native/services.ts';
import { Ec2Native } from './native.ts';
import { presets } from './presets.ts';
import { S3Storage } from './storage/driver.ts';

/** The clients of one connection; a profile with one endpoint has one. */
interface Clients {
  readonly auth: Signer;
  readonly ec2: QueryClient | undefined;
  readonly s3: S3Client | undefined;
  readonly native: Ec2Native;
}

const ClientsToken: ServiceIdentifier<Clients> = token<Clients>('ec2/Clients');

function clientsOf(settings: Ec2Settings, connection: Connection): Clients {
  const preset = presets[settings.preset];
  const { region, serviceUrls, apiVersion } = settings;
  const { clockToleranceMs } = preset;
  const ec2 = settings.ec2Url === undefined ? undefined : endpointOf(settings.ec2Url);
  const s3 = settings.s3Url === undefined ? undefined : new S3Endpoint(settings.s3Url, settings.pathStyle);
  const signed = (options: SignerOptions): Signer => (settings.signatureVersion === 'v2' ? new SigV2(options) : new SigV4(options));
  const { credentials } = settings;
  const identity =
    credentials.kind === 'anonymous' ? undefined : identitiesOf(credentials, { connection, stsUrl: serviceUrls.sts, region, clockToleranceMs, signer: signed });
  const signer = (options: Omit<SignerOptions, 'identity'>): Signer => (identity === undefined ? new Unsigned(options) : signed({ ...options, identity }));
  const shared = { region, clock: connection.clock, clockToleranceMs };
  const auth = signer({ ...shared, ec2, s3 });
  const ec2Client = ec2 === undefined ? undefined : new QueryClient(connection, auth, ec2, apiVersion);
  const s3Client = s3 === undefined ? undefined : new S3Client(connection, auth, s3);
  const query = (id: QueryServiceId): QueryClient | undefined => {
    if (id === 'ec2') return ec2Client;
    const url = serviceUrls[id];
    if (url === undefined) return undefined;
    const { scope, version = apiVersion, global } = queryServices[id];
    const endpoint = endpointOf(url);
    const own = signer({ ...shared, region: global === true && preset.id === 'aws' ? 'us-east-1' : region, ec2: endpoint, service: scope, s3: undefined });
    return new QueryClient(connection, own, endpoint, version);
  };
  return { auth, ec2: ec2Client, s3: s3Client, native: new Ec2Native({ preset, apiVersion, query, s3: s3Client, auth, checksum: settings.checksum }) };
}

/** Both presets: what differs is in the settings. */
export const module: ContainerModule = new ContainerModule(({ bind }) => {
  bind(ClientsToken).toResolvedValue(
    (settings: unknown, connection: Connection) => clientsOf(settings as Ec2Settings, connection),
    [SettingsToken, ConnectionToken],
  );
  bind(AuthStrategyToken).toResolvedValue((clients: Clients) => clients.auth, [ClientsToken]);
  bind(NativeToken).toResolvedValue((clients: Clients) => clients.native, [ClientsToken]);
  bind(ComputeDriverToken).toResolvedValue(
    (settings: unknown, connection: Connection, { ec2 }: Clients) => (ec2 === undefined ? {} : new Ec2Compute(ec2, settings as Ec2Settings, connection)),
    [SettingsToken, ConnectionToken, ClientsToken],
  );
  bind(StorageDriverToken).toResolvedValue(
    (settings: unknown, { s3, auth }: Clients) => {
      const { preset, region, credentials, checksum } = settings as Ec2Settings;
      const account = credentials.kind === 'keys' ? credentials.accessKeyId : undefined;
      return s3 === undefined ? {} : new S3Storage(s3, auth, presets[preset], region, account, checksum);
    },
    [SettingsToken, ClientsToken],
  );
});
