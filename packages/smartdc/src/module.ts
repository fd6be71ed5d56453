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
import { ConnectionKey, HttpSignature, readKeyName, type ServiceKind, type SignedService, signedTarget } from './auth.ts';
import { CloudapiClient, endpointOf, MantaClient } from './client.ts';
import { SmartdcCompute } from './compute/driver.ts';
import type { SmartdcSettings } from './config.ts';
import { SmartdcNative } from './native.ts';
import { MantaStorage } from './storage/driver.ts';

const KeyToken: ServiceIdentifier<ConnectionKey> = token<ConnectionKey>('smartdc/Key');
const SignatureToken: ServiceIdentifier<HttpSignature> = token<HttpSignature>('smartdc/HttpSignature');
const CloudapiToken: ServiceIdentifier<{ readonly client: CloudapiClient | undefined }> = token('smartdc/Cloudapi');
const MantaToken: ServiceIdentifier<{ readonly client: MantaClient | undefined }> = token('smartdc/Manta');

function signature(settings: unknown, connection: Connection, key: ConnectionKey): HttpSignature {
  const { url, mantaUrl } = settings as SmartdcSettings;
  return signatureFor(settings as SmartdcSettings, connection, key, [
    ...(url === undefined ? [] : [{ kind: 'cloudapi' as const, ...endpointOf(url) }]),
    ...(mantaUrl === undefined ? [] : [{ kind: 'manta' as const, ...endpointOf(mantaUrl) }]),
  ]);
}

function signatureFor(settings: SmartdcSettings, connection: Connection, key: ConnectionKey, services: readonly SignedService[]): HttpSignature {
  const { account, user, keyId, signatureGrammar } = settings;
  const keyName = keyId === undefined ? undefined : readKeyName(keyId);
  return new HttpSignature({ identity: { account, user }, services, key: key.get, clock: connection.clock, grammar: signatureGrammar, keyName });
}

function cloudapiAt(url: string, settings: SmartdcSettings, connection: Connection, auth: AuthStrategy): CloudapiClient {
  const { account, actAsAccount, roles, apiVersion, headers } = settings;
  return new CloudapiClient(connection, auth, { url, account: actAsAccount ?? account, roles, apiVersion, headers });
}

function cloudapi(settings: unknown, connection: Connection, auth: AuthStrategy): { readonly client: CloudapiClient | undefined } {
  const { url } = settings as SmartdcSettings;
  return { client: url === undefined ? undefined : cloudapiAt(url, settings as SmartdcSettings, connection, auth) };
}

function manta(settings: unknown, connection: Connection, auth: AuthStrategy): { readonly client: MantaClient | undefined } {
  const { mantaUrl, account, actAsAccount, roles } = settings as SmartdcSettings;
  return { client: mantaUrl === undefined ? undefined : new MantaClient(connection, auth, { url: mantaUrl, account: actAsAccount ?? account, roles }) };
}

/** Addresses that work without credentials, of one service. */
function urlSigner(kind: ServiceKind, origin: string, auth: HttpSignature, key: ConnectionKey): SignAnyUrl {
  return async (methods, path, expiresInSeconds) => {
    const signing = await key.get();
    const expires = Math.floor(auth.now(kind) / 1000) + expiresInSeconds;
    const target = await signedTarget({ methods, host: new URL(origin).host, path, keyId: auth.keyId(kind, signing), expires }, signing);
    return { url: `${origin}${target}`, expiresAt: new Date(expires * 1000) };
  };
}

type SignAnyUrl = (methods: readonly string[], encodedPath: string, expiresInSeconds: number) => Promise<{ readonly url: string; readonly expiresAt: Date }>;

function native(
  settings: unknown,
  connection: Connection,
  key: ConnectionKey,
  auth: HttpSignature,
  { client }: { readonly client: CloudapiClient | undefined },
  { client: mantaClient }: { readonly client: MantaClient | undefined },
): SmartdcNative {
  const known = settings as SmartdcSettings;
  // Both are asked for by calls that their client refuses first when it is not there.
  const signMantaUrl = urlSigner('manta', mantaClient?.origin ?? 'https://absent.invalid', auth, key);
  const at = (cloudapiClient: CloudapiClient | undefined, signer: HttpSignature): SmartdcNative => {
    const sign = urlSigner('cloudapi', endpointOf(cloudapiClient?.url ?? 'https://absent.invalid').origin, signer, key);
    return new SmartdcNative({
      cloudapi: cloudapiClient,
      manta: mantaClient,
      clock: connection.clock,
      signCloudapiUrl: (method, path, seconds) => sign([method], path, seconds),
      signMantaUrl,
      elsewhere: (url) => {
        const other = signatureFor(known, connection, key, [{ kind: 'cloudapi', ...endpointOf(url) }]);
        return at(cloudapiAt(url, known, connection, other), other);
      },
    });
  };
  return at(client, auth);
}

function compute(settings: unknown, connection: Connection, { client }: { readonly client: CloudapiClient | undefined }, key: ConnectionKey): ComputeDriver {
  const { url } = settings as SmartdcSettings;
  if (client === undefined || url === undefined) return {};
  return new SmartdcCompute({ client, url, clock: connection.clock, ownKey: async () => (await key.get()).md5 });
}

function storage(auth: HttpSignature, { client }: { readonly client: MantaClient | undefined }, key: ConnectionKey, { clock }: Connection): StorageDriver {
  if (client === undefined) return {};
  const sign = urlSigner('manta', client.origin, auth, key);
  return new MantaStorage(client, (method, path, expiresInSeconds) => sign([method], path, expiresInSeconds), clock);
}

/** All the wiring of a connection. Nothing is read or sent here: the key is loaded with the first request. */
export const module: ContainerModule = new ContainerModule(({ bind }) => {
  bind(KeyToken).toResolvedValue((settings: unknown) => new ConnectionKey(settings as SmartdcSettings), [SettingsToken]);
  bind(SignatureToken).toResolvedValue(signature, [SettingsToken, ConnectionToken, KeyToken]);
  bind(AuthStrategyToken).toResolvedValue((auth: HttpSignature) => auth, [SignatureToken]);
  bind(CloudapiToken).toResolvedValue(cloudapi, [SettingsToken, ConnectionToken, AuthStrategyToken]);
  bind(MantaToken).toResolvedValue(manta, [SettingsToken, ConnectionToken, AuthStrategyToken]);
  bind(ComputeDriverToken).toResolvedValue(compute, [SettingsToken, ConnectionToken, CloudapiToken, KeyToken]);
  bind(StorageDriverToken).toResolvedValue(storage, [SignatureToken, MantaToken, KeyToken, ConnectionToken]);
  bind(NativeToken).toResolvedValue(native, [SettingsToken, ConnectionToken, KeyToken, SignatureToken, CloudapiToken, MantaToken]);
});
