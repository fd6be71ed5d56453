import type { Cloud, ConfigOf } from '@portolan/core';
import type {} from '../index.ts';

// What the README shows, between its markers word for word: compiled here, and run by readme.test.ts.

type Connect = (config: { readonly provider: 'smartdc' } & ConfigOf<'smartdc'>) => Promise<Cloud<'smartdc'>>;
export type Print = { readonly log: (...values: readonly unknown[]) => void };

export async function connecting(connect: Connect): Promise<number> {
  // #region connecting
  // sdc = DataCenter(location='us-sw-1', key_id='/acme/keys/laptop', secret='~/.ssh/id_rsa')
  const cloud = await connect({ provider: 'smartdc', location: 'us-sw-1', account: 'acme', keyId: '/acme/keys/laptop', keyFile: '~/.ssh/id_rsa' });

  // east = sdc.datacenter('us-east-1')
  const east = await cloud.native.datacenters.connect('us-east-1');

  // east.num_machines(tags={'role': 'web'})
  const count = await east.machines.count({ tags: { role: 'web' } });
  // #endregion
  return count;
}

export async function creating(cloud: Cloud<'smartdc'>, console: Print): Promise<void> {
  // #region creating
  const { images, machines, packages } = cloud.native;

  // sdc.images(), then search_dicts(…, 'base-64'); sdc.default_package()
  const image = await images.list({ search: 'base-64', searchFields: ['name', 'description'] }).first();
  const size = (await packages.default()) ?? 'g4-highcpu-1G';
  if (image === undefined) throw new Error('no such image');

  // m = sdc.create_machine(…, boot_script='./setup.sh'); m.poll_until('running')
  const machine = await machines.create({ name: 'web-1', image, package: size, tags: { role: 'web' }, bootScript: { file: './setup.sh' } });
  await machines.pollUntil(machine, 'running', { timeoutMs: 300_000 }); // ends at once when it is `failed`

  // m.public_ips, m.credentials()
  console.log(await machines.publicIps(machine), Object.keys(await machines.credentials(machine)));
  // #endregion
}

export async function sweeping(cloud: Cloud<'smartdc'>): Promise<void> {
  // #region sweeping
  // The thread pool of the tutorial: stop, poll and delete many at once.
  const { machines } = cloud.native;
  const old = await machines.list({ tags: { role: 'old' } }).toArray();
  await Promise.all(
    old.map(async (machine) => {
      await machines.stop(machine);
      await machines.pollUntil(machine, 'stopped', { timeoutMs: 120_000 });
      await machines.delete(machine);
    }),
  );
  // #endregion
}

export async function nodeClient(connect: Connect, print: Print): Promise<void> {
  const console = print;
  // #region node-smartdc
  // smartdc.createClient({ url, account, user, sign: smartdc.cliSigner({ keyId, user: account }) })
  const cloud = await connect({
    provider: 'smartdc',
    url: 'https://cloudapi.example.com',
    account: 'acme',
    keyId: 'a1:b2:c3:d4:e5:f6:07:18:29:3a:4b:5c:6d:7e:8f:90',
  });
  const { machines } = cloud.native;

  // client.listMachines({ state: 'running' }, function (err, list) { … }): more than a thousand come, too
  for await (const machine of machines.list({ state: 'running' })) console.log(machine.name, machine.primaryIp);

  // client.rebootMachine(id, …), and then client.getMachineAudit(id, …) until it shows
  const [first] = await machines.list({ name: 'web-1' }).toArray();
  if (first !== undefined) await machines.pollAudit(first, 'reboot', await machines.reboot(first), { timeoutMs: 120_000 });

  // client.post('/my/machines/' + id, { action: 'stop' }, …): what has no method of its own
  const { body } = await cloud.native.cloudapi.request<{ readonly login: string }>('GET', '');
  console.log(body.login);
  // #endregion
}
