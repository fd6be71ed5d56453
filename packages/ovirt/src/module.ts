import {
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
import { type EngineAuth, SsoAuth } from './auth.ts';
import { BasicAuth } from './basic-auth.ts';
import { Cleanups } from './cleanups.ts';
import { EngineClient, engineAddress, imageioHttp } from './client.ts';
import { OvirtCompute } from './compute/driver.ts';
import { Places } from './compute/places.ts';
import type { OvirtSettings } from './config.ts';
import { ImageioClient } from './imageio-client.ts';
import { OvirtImages } from './native/images/images.ts';
import { OvirtNative } from './native.ts';
import { StorageDomains } from './storage/buckets/buckets.ts';
import { OvirtStorage } from './storage/driver.ts';
import { Transfers } from './storage/transfers/transfers.ts';

const EngineAuthToken: ServiceIdentifier<EngineAuth> = token<EngineAuth>('ovirt/auth');

export const module: ContainerModule = new ContainerModule(({ bind }) => {
  bind<EngineAuth>(EngineAuthToken).toResolvedValue(
    (settings: unknown, connection: Connection): EngineAuth => {
      const { url, username, password, token: given, auth, ssoUrl, ssoRevokeUrl, ssoTokenName } = settings as OvirtSettings;
      if (auth === 'basic' && username !== undefined && password !== undefined) return new BasicAuth(engineAddress(url).origin, username, password);
      return new SsoAuth({ ...engineAddress(url), username, password, token: given, ssoUrl, ssoRevokeUrl, ssoTokenName }, connection);
    },
    [SettingsToken, ConnectionToken],
  );
  bind(AuthStrategyToken).toResolvedValue((auth: EngineAuth) => auth, [EngineAuthToken]);
  bind<EngineClient>(EngineClient).toResolvedValue(
    (settings: unknown, connection: Connection, auth: EngineAuth) => {
      const { url, filter, compress, pollIntervalMs, headers } = settings as OvirtSettings;
      return new EngineClient(connection, auth, { address: engineAddress(url), filter, compress, pollIntervalMs, headers });
    },
    [SettingsToken, ConnectionToken, EngineAuthToken],
  );
  bind<Places>(Places).toResolvedValue(
    (settings: unknown, client: EngineClient) => new Places(client, settings as OvirtSettings),
    [SettingsToken, EngineClient],
  );
  bind<Cleanups>(Cleanups).toResolvedValue((auth: EngineAuth) => new Cleanups(auth), [EngineAuthToken]);
  bind<StorageDomains>(StorageDomains).toResolvedValue((client: EngineClient, places: Places) => new StorageDomains(client, places), [EngineClient, Places]);
  bind(ComputeDriverToken).toResolvedValue(
    (settings: unknown, client: EngineClient, places: Places, domains: StorageDomains) => new OvirtCompute(client, places, domains, settings as OvirtSettings),
    [SettingsToken, EngineClient, Places, StorageDomains],
  );
  bind<ImageioClient>(ImageioClient).toResolvedValue((connection: Connection) => new ImageioClient(imageioHttp(connection)), [ConnectionToken]);
  bind<Transfers>(Transfers).toResolvedValue((client: EngineClient, imageio: ImageioClient) => new Transfers(client, imageio), [EngineClient, ImageioClient]);
  bind(StorageDriverToken).toResolvedValue(
    (client: EngineClient, transfers: Transfers, domains: StorageDomains, cleanups: Cleanups) => new OvirtStorage(client, transfers, domains, cleanups),
    [EngineClient, Transfers, StorageDomains, Cleanups],
  );
  bind<OvirtImages>(OvirtImages).toResolvedValue(
    (client: EngineClient, imageio: ImageioClient, transfers: Transfers, domains: StorageDomains, cleanups: Cleanups) =>
      new OvirtImages({ client, imageio, transfers, domains, cleanups }),
    [EngineClient, ImageioClient, Transfers, StorageDomains, Cleanups],
  );
  bind(NativeToken).toResolvedValue(
    (client: EngineClient, images: OvirtImages, auth: EngineAuth, cleanups: Cleanups) => new OvirtNative({ client, images, auth, cleanups }),
    [EngineClient, OvirtImages, EngineAuthToken, Cleanups],
  );
  bind(ShutdownToken).toResolvedValue((cleanups: Cleanups) => cleanups, [Cleanups]);
});
