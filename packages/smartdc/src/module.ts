import {
  type AuthStrategy,
  AuthStrategyToken,
  type ComputeDriver,
  ComputeDriverToken,
  type Connection,
  ConnectionToken,
  NativeToken,
  SettingsToken,
  type StorageDriver,
  StorageDriverToken,
  token,
} from '@portolan/core/driver';
import { ContainerModule, type ServiceIdentifier } from 'inversify';
import { ConnectionKey, HttpSignature, keyIdOf, type SignedService, signedTarget } from './auth.ts';
import { CloudapiClient, endpointOf, MantaClient } from './client.ts';
import { SmartdcCompute } from './compute/driver.ts';
import type { SmartdcSettings } from './config.ts';
import { SmartdcNative } from './native.ts';
import { MantaStorage } from './storage/driver.ts';
import type { SignUrl } from './storage/objects/objects.ts';

const KeyToken: ServiceIdentifier<ConnectionKey> = token<ConnectionKey>('smartdc/Key');
const SignatureToken: ServiceIdentifier<HttpSignature> = token<HttpSignature>('smartdc/HttpSignature');
const CloudapiToken: ServiceIdentifier<{ readonly client: CloudapiClient | undefined }> = token('smartdc/Cloudapi');
const MantaToken: ServiceIdentifier<{ readonly client: MantaClient | undefined }> = token('smartdc/Manta');

function signature(settings: unknown, connection: Connection, key: ConnectionKey): HttpSignature {
  const { account, user, url, mantaUrl } = settings as SmartdcSettings;
  const services: SignedService[] = [
    ...(url === undefined ? [] : [{ kind: 'cloudapi' as const, ...endpointOf(url) }]),
    ...(mantaUrl === undefined ? [] : [{ kind: 'manta' as const, ...endpointOf(mantaUrl) }]),
  ];
  return new HttpSignature({ identity: { account, user }, services, key: key.get, clock: connection.clock });
}

function cloudapi(settings: unknown, connection: Connection, auth: AuthStrategy): { readonly client: CloudapiClient | undefined } {
  const { url, account, actAsAccount, roles, apiVersion } = settings as SmartdcSettings;
  return { client: url === undefined ? undefined : new CloudapiClient(connection, auth, { url, account: actAsAccount ?? account, roles, apiVersion }) };
}

function manta(settings: unknown, connection: Connection, auth: AuthStrategy): { readonly client: MantaClient | undefined } {
  const { mantaUrl, account, actAsAccount, roles } = settings as SmartdcSettings;
  return { client: mantaUrl === undefined ? undefined : new MantaClient(connection, auth, { url: mantaUrl, account: actAsAccount ?? account, roles }) };
}

function compute(settings: unknown, connection: Connection, { client }: { readonly client: CloudapiClient | undefined }, key: ConnectionKey): ComputeDriver {
  const { url } = settings as SmartdcSettings;
  if (client === undefined || url === undefined) return {};
  return new SmartdcCompute({ client, url, clock: connection.clock, ownKey: async () => (await key.get()).md5 });
}

function storage(settings: unknown, auth: HttpSignature, { client }: { readonly client: MantaClient | undefined }, key: ConnectionKey): StorageDriver {
  if (client === undefined) return {};
  const identity = settings as SmartdcSettings;
  const host = new URL(client.origin).host;
  const signUrl: SignUrl = async (method, path, expiresInSeconds) => {
    const signing = await key.get();
    const expires = Math.floor(auth.now('manta') / 1000) + expiresInSeconds;
    const target = await signedTarget({ methods: [method], host, path, keyId: keyIdOf('manta', identity, signing.md5), expires }, signing);
    return { url: `${client.origin}${target}`, expiresAt: new Date(expires * 1000) };
  };
  return new MantaStorage(client, signUrl);
}

/** All the wiring of a connection. Nothing is read or sent here: the key is loaded with the first request. */
export const module: ContainerModule = new ContainerModule(({ bind }) => {
  bind(KeyToken).toResolvedValue((settings: unknown) => new ConnectionKey(settings as SmartdcSettings), [SettingsToken]);
  bind(SignatureToken).toResolvedValue(signature, [SettingsToken, ConnectionToken, KeyToken]);
  bind(AuthStrategyToken).toResolvedValue((auth: HttpSignature) => auth, [SignatureToken]);
  bind(CloudapiToken).toResolvedValue(cloudapi, [SettingsToken, ConnectionToken, AuthStrategyToken]);
  bind(MantaToken).toResolvedValue(manta, [SettingsToken, ConnectionToken, AuthStrategyToken]);
  bind(ComputeDriverToken).toResolvedValue(compute, [SettingsToken, ConnectionToken, CloudapiToken, KeyToken]);
  bind(StorageDriverToken).toResolvedValue(storage, [SettingsToken, SignatureToken, MantaToken, KeyToken]);
  bind(NativeToken).toResolvedValue((one, other) => new SmartdcNative(one.client, other.client), [CloudapiToken, MantaToken]);
});
