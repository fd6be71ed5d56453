import type { Harness } from '@portolan/conformance';
import { type EmulatedProvider, type EmulatorOf, type EmulatorOptionsOf, startEmulator } from '@portolan/emulators';
import { connect } from 'portolan';
import { selfSigned } from './self-signed.ts';

export type HarnessParts = Pick<Harness, 'at' | 'wrongSecret' | 'wrongRegion' | 'refusedServerName' | 'bucket' | 'exempt' | 'size' | 'network' | 'networkCidr'>;

/** A harness over an emulator: everything but what the provider's file adds. */
export async function emulated<P extends EmulatedProvider>(
  provider: P,
  options: EmulatorOptionsOf<P>,
  parts: (emulator: EmulatorOf<P>) => HarnessParts & { readonly tokens?: boolean; readonly fields?: Readonly<Record<string, unknown>> },
): Promise<Harness> {
  const emulator = await startEmulator(provider, options);
  const { tokens = false, fields: settings = {}, ...own } = parts(emulator);
  const { clock } = emulator;
  return {
    name: provider,
    open: ({ fields, ...open }) => connect({ ...emulator.profile, ...settings, ...fields, provider } as never, open),
    image: /ubuntu.*22\.04/i,
    intervalMs: 20,
    waitMs: 30_000,
    mischief: (effect, match) => {
      emulator.faults.clear();
      emulator.faults.add({ effect, match: ({ method, target }) => match({ method, target }) });
    },
    ...(tokens ? { revokeTokens: () => emulator.revokeTokens() } : {}),
    ...(tokens && 'advance' in clock ? { advance: (ms: number) => (clock as { advance(ms: number): void }).advance(ms) } : {}),
    untrusted: async () => {
      const { tls, caFile, remove } = await selfSigned();
      const other = await startEmulator(provider, { ...options, tls });
      return {
        fields: other.profile,
        caFile,
        close: async () => {
          await other.close();
          await remove();
        },
      };
    },
    ...own,
    close: () => emulator.close(),
  };
}
