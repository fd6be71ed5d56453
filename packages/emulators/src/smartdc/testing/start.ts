import { ManualClock } from '../../kit/clock.ts';
import { type SmartdcEmulator, type SmartdcEmulatorOptions, startSmartdcEmulator } from '../index.ts';
import { SignedClient } from './signed-client.ts';

export interface TestBed extends AsyncDisposable {
  readonly emulator: SmartdcEmulator;
  readonly clock: ManualClock;
  /** Signs as the profile's account. */
  readonly cloud: SignedClient;
  readonly manta: SignedClient;
}

/** An emulator whose clock stands still; transitions take a second of it unless told otherwise. */
export async function startTestBed(options: SmartdcEmulatorOptions = {}): Promise<TestBed> {
  const clock = new ManualClock(Date.UTC(2026, 10, 1));
  const emulator = await startSmartdcEmulator({ clock, transitionMs: 1000, ...options });
  const { url, mantaUrl, account, keyId, privateKey } = emulator.profile;
  const signer = { keyId: `/${account}/keys/${keyId}`, privateKey, clock };
  return {
    emulator,
    clock,
    cloud: new SignedClient({ ...signer, url }),
    manta: new SignedClient({ ...signer, url: mantaUrl }),
    [Symbol.asyncDispose]: () => emulator.close(),
  };
}
