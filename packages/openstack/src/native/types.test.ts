import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Cinder, Glance, Keystone, LoadBalancers, Neutron, Nova, OpenstackNative, Swift } from '../index.ts';

const FOLDER = fileURLToPath(new URL('.', import.meta.url));
/** What only the clients themselves use. */
const OWN = /-calls\.ts$|\/(patch|listing|header-values|requests|types)\.ts$|\/autoscale\/paths\.ts$/;

const services = readdirSync(FOLDER, { withFileTypes: true }).filter((entry) => entry.isDirectory());

describe('types of the native clients', () => {
  it.each(services.map(({ name }) => name))('of %s can all be named', (name) => {
    const folder = join(FOLDER, name);
    const listed = readFileSync(join(folder, 'types.ts'), 'utf8');
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((path) => join(folder, path))
      .filter(
        (path) => path.endsWith('.ts') && !path.endsWith('.test.ts') && !OWN.test(path) && /^export (interface|type|class) /m.test(readFileSync(path, 'utf8')),
      );
    expect(files.filter((path) => !listed.includes(`'./${relative(folder, path)}'`))).toEqual([]);
  });

  it('are those of what the clients take and answer', () => {
    // Compiled, not run.
    const typed = async (native: OpenstackNative): Promise<void> => {
      const fields: Nova.CreateServerFields = { name: 'a', flavorRef: '1', networks: 'auto' };
      const server: Nova.CreatedServer = await (await native.compute).servers.create(fields);
      const seen: Nova.NovaServer = await (await native.compute).servers.get(server);
      const image: Glance.GlanceImage = await (await native.image).images.get(seen.id);
      const volume: Cinder.VolumeWire = await (await native.blockStorage).volumes.get(image.id);
      const port: Neutron.PortWire = await (await native.network).ports.get(volume.id);
      const user: Keystone.UserWire = await (await native.identity).users.get(port.id);
      const info: Swift.SwiftObjectInfo = await (await native.objectStorage).objects.head('c', user.name);
      const balancer: LoadBalancers.LoadBalancerWire = await (await native.loadBalancers).get(info.name);
      void balancer;
    };
    expect(typed).toBeTypeOf('function');
  });
});
