import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { startEmulator } from '@portolan/emulators';
import { type Cloud, connect } from 'portolan';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const FOLDER = fileURLToPath(new URL('../../../examples/src/ovirt/', import.meta.url));
/** What other examples are made with. */
const PARTS = ['a-disk', 'a-vm'];
const ID = /[0-9a-f-]{36}/.source;
/** What every example should say. */
const SAYS: Readonly<Record<string, RegExp>> = {
  'add-disks': /^5 disks, all ok$/,
  'add-event': /^backup warning: backup took 3 hours$/,
  'add-floating-disk': /^floating-1 is ok$/,
  'add-independent-vm': /^clone-1 is down$/,
  'add-logical-network': /^storage-net in VLAN 207$/,
  'add-template': /^golden is ok$/,
  'add-vm': /^web-1: down, 2048 MiB, 2 cores$/,
  'add-vm-disk': /^2 disks$/,
  'add-vm-from-template-version': /^rhel-1 from version 2 \(updates\)$/,
  'add-vm-nic': /^nic2 56:6f:1a:[0-9a-f:]+, 2 in all$/,
  'add-vm-snapshot': /^before the upgrade: ok$/,
  'add-vnic-profile': /^example-profile for ovirtmgmt$/,
  'asynchronous-inventory': /^2 data centers, 2 clusters, 2 hosts, 3 domains, 4 networks, 7 templates$/,
  'cancel-transfer': /^changed my mind: 0 disks left$/,
  'checksum-disk': /^sha256 by 4194304: [0-9a-f]{64}$/,
  'deactivate-disk-attachment': /^active: false$/,
  'download-disk': /^67108864 bytes, of which 0 had to be read$/,
  'extend-disk': /^15 GiB$/,
  'follow-vm-links': /^web-1 in Default with nic1$/,
  'get-display-ticket': /^vnc at host1\.example\.com:5900, a password for 120 s$/,
  'get-vm-addresses': /^\w+ \d+\.\d+\.\d+\.\d+/,
  'list-cluster-networks': /^Default: internal, ovirtmgmt\nbranch: |^branch: .*\nDefault: |^Default: ovirtmgmt, internal/,
  'list-data-centers': /^(Default|branch): (Default|branch)\n(Default|branch): (Default|branch)$/,
  'list-storage-domains': /^(data|backups) data active\n(data|backups) data active$/,
  'list-tags': /^europe\neurope\/berlin$/,
  'list-vm-disks': /^\S+ cow 10 GiB$/,
  'list-vm-snapshots': /^active: Active VM$/,
  'list-vms': new RegExp(`^web-1 ${ID} down$`),
  'page-vms': /^web-1, web-2, web-3$/,
  'poll-events': /VM web-1 was started by admin@internal/,
  'print-duplicate-macs': /^2 addresses, 0 of them twice$/,
  'process-errors': /^already-exists 409: ovirt Vms\.add .*already in use/,
  'remove-vm': /^gone, and its disk was ok$/,
  'search-vms': /^web-1$/,
  'server-side-follow': /^1 nic, 1 disk of 10737418240 bytes$/,
  'set-vm-comment': /^web-1: mine & <yours>$/,
  'share-token': /^\*\*\* has \d\d+ characters$/,
  'show-summary': /^oVirt.*: 2 hosts, \d storage domains$/,
  'start-vm': /^web-1 is up$/,
  'start-vm-with-cloud-init': /^web-1 is up$/,
  'stop-vm': /^web-1 is down$/,
  'suspend-vm': /saving_state, suspended, up$/,
  tags: /^production on web-1, then 0$/,
  'test-connection': /^oVirt.* 4\.\d/,
  'upload-disk': /^8100000 bytes, 100 %$/,
  'preview-snapshot': /^in_preview, then ok$/,
  'save-console-file': /^\[virt-viewer\], mode 600$/,
  'clone-vm-from-snapshot': /^web-1-clone with 1 disk$/,
  'list-vms-with-tag': /^web-1$/,
  'assign-network-to-cluster': /^backup-net in Default$/,
  'add-instance-type': /^build-host: 6144 MiB, 3 CPUs; 6144 MiB, 3 CPUs$/,
  'print-document': /^a document of web-1 with 2 sockets$/,
  'wait-for-jobs': /^Launching VM web-1: finished$/,
};

describe('examples of oVirt', () => {
  let emulator: Awaited<ReturnType<typeof startEmulator<'ovirt'>>>;
  let cloud: Cloud<'ovirt'>;

  beforeAll(async () => {
    emulator = await startEmulator('ovirt');
    cloud = (await connect({ ...emulator.profile, provider: 'ovirt' } as never)) as unknown as Cloud<'ovirt'>;
  });
  afterAll(async () => {
    await cloud?.close();
    await emulator?.close();
  });

  it('are all tried here', () => {
    const names = readdirSync(FOLDER).map((name) => name.replace(/\.ts$/, ''));
    expect(names.filter((name) => !PARTS.includes(name)).sort()).toEqual(Object.keys(SAYS).sort());
  });

  it.each(Object.entries(SAYS))('%s says what it should, and leaves nothing behind', async (name, expected) => {
    const { example } = (await import(`${FOLDER}${name}.ts`)) as { example: (cloud: Cloud<'ovirt'>) => Promise<string> };
    expect(await example(cloud)).toMatch(expected);
    const system = cloud.native.sdk.system();
    const left = async (): Promise<readonly (string | undefined)[]> => [
      ...(await system.vmsService().list()).map((one) => one.name),
      ...(await system.tagsService().list()).map((one) => one.name),
      ...(await system.disksService().list({ search: 'name=*-1 or name=many*' })).map((one) => one.name),
    ];
    await expect.poll(left).toEqual([]);
    expect(emulator.openTransfers).toBe(0);
  });
});
