import {
  type AuthStrategy,
  AuthStrategyToken,
  ComputeDriverToken,
  type Connection,
  ConnectionToken,
  NativeToken,
  SettingsToken,
  ShutdownToken,
  StorageDriverToken,
  token,
} from '@portolan/core/driver';
import { ContainerModule, type ServiceIdentifier } from 'inversify';
import { Sessions } from './auth/sessions.ts';
import { endingOf, KeystoneAuth } from './auth.ts';
import { OpenstackClient, unsignedClient } from './client.ts';
import { OpenstackCompute } from './compute/driver.ts';
import { OpenstackNative } from './native.ts';
import type { OpenstackSettings } from './settings.ts';
import { SwiftStorage } from './storage/driver.ts';

const OwnSettings = SettingsToken as ServiceIdentifier<OpenstackSettings>;
const SessionsToken: ServiceIdentifier<Sessions> = token<Sessions>('openstack/Sessions');
const KeystoneAuthToken: ServiceIdentifier<KeystoneAuth> = token<KeystoneAuth>('openstack/KeystoneAuth');
const ClientToken: ServiceIdentifier<OpenstackClient> = token<OpenstackClient>('openstack/Client');

export const module: ContainerModule = new ContainerModule(({ bind }) => {
  bind(SessionsToken).toResolvedValue(
    (settings: OpenstackSettings, connection: Connection) => new Sessions(settings, connection, unsignedClient(connection, 'identity')),
    [OwnSettings, ConnectionToken],
  );
  bind(KeystoneAuthToken).toResolvedValue(
    (sessions: Sessions, settings: OpenstackSettings) => new KeystoneAuth(sessions, Object.values(settings.endpointOverrides)),
    [SessionsToken, OwnSettings],
  );
  bind(AuthStrategyToken).toResolvedValue((auth: KeystoneAuth): AuthStrategy => auth, [KeystoneAuthToken]);
  bind(ShutdownToken).toResolvedValue(endingOf, [SessionsToken]);
  bind(ClientToken).toResolvedValue(
    (settings: OpenstackSettings, connection: Connection, sessions: Sessions, auth: AuthStrategy) => new OpenstackClient(settings, connection, sessions, auth),
    [OwnSettings, ConnectionToken, SessionsToken, AuthStrategyToken],
  );
  bind(ComputeDriverToken).toResolvedValue((client: OpenstackClient) => new OpenstackCompute(client), [ClientToken]);
  bind(StorageDriverToken).toResolvedValue((client: OpenstackClient) => new SwiftStorage(client), [ClientToken]);
  bind(NativeToken).toResolvedValue((client: OpenstackClient) => new OpenstackNative(client), [ClientToken]);
});
