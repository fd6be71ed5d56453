import { AuthStrategyToken, ComputeDriverToken, type Connection, ConnectionToken, NativeToken, SettingsToken, StorageDriverToken } from '@portolan/core/driver';
import { ContainerModule } from 'inversify';
import { NoAuth } from './auth.ts';
import { MemoryCompute } from './compute/driver.ts';
import type { MemorySettings } from './config.ts';
import { MemoryContext } from './memory-context.ts';
import { MemoryStorage } from './storage/driver.ts';
import { MemoryStore } from './store.ts';

export const module: ContainerModule = new ContainerModule(({ bind }) => {
  bind(AuthStrategyToken).toResolvedValue(() => new NoAuth());
  bind<MemoryStore>(MemoryStore).toResolvedValue((settings: unknown) => storeOf(settings as MemorySettings), [SettingsToken]);
  bind<MemoryContext>(MemoryContext).toResolvedValue(
    (settings: unknown, connection: Connection, store: MemoryStore) => {
      const { transitionMs, pageSize } = settings as MemorySettings;
      return new MemoryContext(store, connection.clock, transitionMs, pageSize);
    },
    [SettingsToken, ConnectionToken, MemoryStore],
  );
  bind(ComputeDriverToken).toResolvedValue((context: MemoryContext) => new MemoryCompute(context), [MemoryContext]);
  bind(StorageDriverToken).toResolvedValue((context: MemoryContext) => new MemoryStorage(context), [MemoryContext]);
  bind(NativeToken).toResolvedValue((store: MemoryStore) => store, [MemoryStore]);
});

const storeOf = (settings: MemorySettings): MemoryStore => (settings.store === undefined ? new MemoryStore() : MemoryStore.named(settings.store));
