import { startEmulator } from '@portolan/emulators';
import { expect, it } from 'vitest';
import { ClientHome, script, venv } from './client-home.ts';

interface Done {
  /** `ok`, or where and why not, by the name of the task. */
  readonly went: Readonly<Record<string, string>>;
  /** How many actions of the SDK the tasks have called. */
  readonly actions: number;
  readonly uncalled: readonly string[];
}

/** Of services to which no path leads, or which others extend. */
const UNREACHABLE = /^(?:Copyable|ExternalProvider|Moveable|TemplateDisk|VmDisk)\./;

it('what users of ovirtsdk4 write works, with every action of it', { timeout: 170_000 }, async () => {
  const emulator = await startEmulator('ovirt', { transitionMs: 5 });
  const { url, username, password } = emulator.profile as { url: string; username: string; password: string };
  const home = await ClientHome.make({ OVIRT_URL: url, OVIRT_USERNAME: username, OVIRT_PASSWORD: password });
  try {
    const { went, actions, uncalled } = await home.json<Done>(venv('python'), [script('ovirt-sdk-scenarios.py')], { timeoutMs: 160_000 });
    expect(Object.entries(went).filter(([, how]) => how !== 'ok')).toEqual([]);
    expect(Object.keys(went)).toHaveLength(120);
    expect(uncalled.filter((one) => !UNREACHABLE.test(one))).toEqual([]);
    expect(actions).toBe(129);
    expect(emulator.openSessions).toBe(0);
  } finally {
    await home.close();
    await emulator.close();
  }
});
