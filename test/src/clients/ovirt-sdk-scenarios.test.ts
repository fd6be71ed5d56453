import { startEmulator } from '@portolan/emulators';
import { expect, it } from 'vitest';
import { ClientHome, script, venv } from './client-home.ts';

it('what users of ovirtsdk4 write works', { timeout: 170_000 }, async () => {
  const emulator = await startEmulator('ovirt', { transitionMs: 5 });
  const { url, username, password } = emulator.profile as { url: string; username: string; password: string };
  const home = await ClientHome.make({ OVIRT_URL: url, OVIRT_USERNAME: username, OVIRT_PASSWORD: password });
  try {
    const went = await home.json<Readonly<Record<string, string>>>(venv('python'), [script('ovirt-sdk-scenarios.py')], { timeoutMs: 160_000 });
    expect(Object.entries(went).filter(([, how]) => how !== 'ok')).toEqual([]);
    expect(Object.keys(went)).toHaveLength(107);
    expect(emulator.openSessions).toBe(0);
  } finally {
    await home.close();
    await emulator.close();
  }
});
