import type { Agent } from 'node:http';
import { Agent as HttpAgent } from 'node:http';
import { connect } from 'portolan';
import { peer } from '../peers.ts';
import type { Listed, ListTask } from './server-list-protocol.ts';

/** Lists all servers of an emulated cloud, with Portolan or with the library its users had. */
type Lister = () => Promise<number>;
type Profile = Readonly<Record<string, string>>;

async function portolan(profile: Profile): Promise<Lister> {
  const cloud = await connect(profile as unknown as { provider: 'aws' });
  return async () => {
    let count = 0;
    for await (const server of cloud.compute.servers.list()) if (server.state === 'running') count += 1;
    return count;
  };
}

async function clientEc2({ region, ec2Url, accessKeyId, secretAccessKey }: Profile): Promise<Lister> {
  interface Sdk {
    readonly EC2Client: new (options: object) => object;
    readonly paginateDescribeInstances: (config: object, input: object) => AsyncIterable<{ Reservations?: { Instances?: { State?: { Name?: string } }[] }[] }>;
  }
  const { EC2Client, paginateDescribeInstances } = peer<Sdk>('@aws-sdk/client-ec2');
  const httpAgent: Agent = new HttpAgent({ keepAlive: true, maxSockets: 64 });
  const client = new EC2Client({ region, endpoint: ec2Url, credentials: { accessKeyId, secretAccessKey }, requestHandler: { httpAgent } });
  return async () => {
    let count = 0;
    for await (const { Reservations = [] } of paginateDescribeInstances({ client, pageSize: 1000 }, {}))
      for (const { Instances = [] } of Reservations) for (const { State } of Instances) if (State?.Name === 'running') count += 1;
    return count;
  };
}

async function pkgcloud({ authUrl = '', username, password, projectName, region }: Profile): Promise<Lister> {
  type Answer = (error: unknown, servers: readonly { readonly status: string }[]) => void;
  const { compute } = peer<{ compute: { createClient: (options: object) => { getServers: (answer: Answer) => void } } }>('pkgcloud');
  const client = compute.createClient({
    provider: 'openstack',
    username,
    password,
    authUrl: authUrl.replace(/\/v3\/?$/, ''),
    tenantName: projectName,
    region,
    keystoneAuthVersion: 'v2.0',
  });
  return () =>
    new Promise((resolve, reject) => {
      client.getServers((error, servers) => {
        if (error) reject(new Error('pkgcloud failed', { cause: error }));
        else resolve(servers.filter(({ status }) => status === 'RUNNING').length);
      });
    });
}

async function smartdc({ url, account, keyId, privateKey }: Profile): Promise<Lister> {
  type Answer = (error: Error | null, machines: readonly { readonly state: string }[], done: boolean) => void;
  interface Sdc {
    createClient(options: object): { listMachines(options: object, answer: Answer): void };
    privateKeySigner(options: object): unknown;
  }
  const sdc = peer<Sdc>('smartdc');
  const sign = sdc.privateKeySigner({ key: privateKey, keyId, user: account });
  const client = sdc.createClient({ url, account, user: account, sign, version: '*' });
  return () =>
    new Promise((resolve, reject) => {
      client.listMachines({ limit: 1000 }, (error, machines) => {
        if (error === null) resolve(machines.filter(({ state }) => state === 'running').length);
        else reject(error);
      });
    });
}

const LISTERS: Readonly<Record<string, (profile: Profile) => Promise<Lister>>> = { portolan, '@aws-sdk/client-ec2': clientEc2, pkgcloud, smartdc };
let list: Lister | undefined;

async function perform(task: ListTask): Promise<Listed> {
  if (task.kind === 'open') {
    list = await LISTERS[task.lister]?.(task.profile);
    return { cpuMs: 0, counted: 0 };
  }
  if (list === undefined) throw new Error('not open');
  const cpu = process.cpuUsage();
  let counted = 0;
  for (let time = 0; time < task.times; time += 1) counted = await list();
  const { user, system } = process.cpuUsage(cpu);
  return { cpuMs: (user + system) / 1000 / task.times, counted };
}

process.on('message', (task: ListTask) => {
  perform(task).then(
    (listed) => process.send?.(listed),
    (error: unknown) => process.send?.({ cpuMs: 0, counted: 0, error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});
process.on('disconnect', () => process.exit());
process.send?.({ cpuMs: 0, counted: 0 });
