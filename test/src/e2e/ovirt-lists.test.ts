import { startEmulator } from '@portolan/emulators';
import { type Cloud, connect } from 'portolan';
import { describe, expect, it } from 'vitest';

const COUNT = 90;
const NAMES = Array.from({ length: COUNT }, (_, index) => `web-${String(index).padStart(3, '0')}`);

/** Goes through a list and deletes, after each of the first dozen, everything that was seen up to there. */
async function whileDeleting(
  cloud: Cloud<'ovirt'>,
  list: AsyncIterable<{ readonly id?: string | undefined; readonly name?: string | undefined }>,
): Promise<readonly string[]> {
  const vms = cloud.native.sdk.system().vmsService();
  const names: string[] = [];
  const doomed: string[] = [];
  for await (const { id = '', name = '' } of list) {
    names.push(name);
    if (names.length <= 40) doomed.push(id);
    if (names.length % 10 === 0) await Promise.all(doomed.splice(0).map((one) => vms.vmService(one).remove()));
  }
  return names;
}

describe.each([
  ['servers.list', (cloud: Cloud<'ovirt'>) => cloud.compute.servers.list({ pageSize: 10 })],
  ['iterate', (cloud: Cloud<'ovirt'>) => cloud.native.sdk.system().vmsService().iterate({ pageSize: 10 })],
  [
    'iterate in an order of its own',
    (cloud: Cloud<'ovirt'>) => cloud.native.sdk.system().vmsService().iterate({ pageSize: 10, search: 'sortby creationdate desc' }),
  ],
] as const)('%s of oVirt', (_, list) => {
  it('shows every server once, although those that were shown are deleted meanwhile', async () => {
    await using emulator = await startEmulator('ovirt', { transitionMs: 1, seed: { servers: NAMES.map((name) => ({ name })) } });
    await using cloud = await connect({ ...(emulator.profile as { url: string; username: string; password: string }), provider: 'ovirt' });
    expect([...(await whileDeleting(cloud, list(cloud)))].sort()).toEqual(NAMES);
    await expect.poll(async () => (await cloud.native.sdk.system().vmsService().list()).length).toBe(COUNT - 40);
  });
});
