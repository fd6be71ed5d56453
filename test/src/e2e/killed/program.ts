import { pathToFileURL } from 'node:url';
import { type AnyCloud, connect, supports } from 'portolan';

/** Whose everything is that the program makes. */
export const OWNER = 'killed-owner';

/** What the program made, by group: an id each. */
export type Made = Readonly<Record<string, string>>;

const WAIT = { intervalMs: 20, timeoutMs: 30_000 } as const;

/**
 * A program as users write it: one of everything that takes a key and an owner here, the volume on the server. Run again it finds what it made before, and
 * goes on with it.
 */
export async function program({ compute, capabilities, provider }: AnyCloud): Promise<Made> {
  const { images, sizes, servers, volumes, snapshots, networks, firewalls, addresses } = compute;
  const can = (path: string): boolean => supports(capabilities, `compute.${path}`);
  const marked = (group: string): boolean => can(`${group}.idempotencyKey`) && can(`${group}.owner`);
  const marks = (what: string): { readonly idempotencyKey: string; readonly owner: string } => ({ idempotencyKey: `killed-${what}`, owner: OWNER });
  const made: Record<string, string> = {};
  const name = 'killed';

  if (marked('networks')) {
    const cidr = provider === 'aws' ? '172.31.200.0/24' : '10.77.0.0/24';
    made['networks'] = (await networks.create({ name, ...(can('networks.ranges') ? { cidr } : {}) }, marks('network'))).id;
  }
  if (marked('firewalls')) made['firewalls'] = (await firewalls.create({ name, description: 'of a program that is killed' }, marks('firewall'))).id;
  const image = await images.find({ name: /ubuntu.*22\.04/i });
  const size = await sizes.smallest({ image });
  const server = await servers.create({ name, image, size }, marks('server'));
  made['servers'] = server.id;
  await servers.waitUntil(server, 'running', WAIT);
  if (marked('volumes')) {
    const { id } = await volumes.create({ name, sizeMiB: 102_400 }, marks('volume'));
    made['volumes'] = id;
    if (can('volumes.attach')) {
      // An earlier run may have attached it, or may just have said so: then it is on its way, and tells not where.
      let volume = await volumes.get(id);
      for (const until = Date.now() + WAIT.timeoutMs; volume.state === 'pending' && Date.now() < until; volume = await volumes.get(id))
        await new Promise((resolve) => setTimeout(resolve, WAIT.intervalMs));
      if (volume.attachments.length === 0) await volumes.attach(id, server);
      await volumes.waitUntil(id, 'in-use', WAIT);
    }
    const of = can('snapshots.ofServers') ? { server } : { volume: id };
    // Cinder takes none of a volume that is in use, unless it is forced to.
    if (marked('snapshots') && (can('snapshots.ofServers') || provider === 'aws'))
      made['snapshots'] = (await snapshots.create(of, { name, ...marks('snapshot') })).id;
  }
  if (marked('addresses')) made['addresses'] = (await addresses.allocate(marks('address'))).id;
  return made;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await using cloud = await connect(JSON.parse(process.argv[2] ?? '') as never, { env: {} });
  await program(cloud);
}
