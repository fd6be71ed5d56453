import { expect, it } from 'vitest';
import { catalogue, placeOf, type Struct } from '../catalogue/catalogue.ts';
import { TestEngine } from '../testing/engine-client.ts';

const API = '/ovirt-engine/api';

/** All their members are text: nothing is wrong there. */
const TEXT_ONLY = ['Bookmark', 'NetworkFilterParameter', 'OpenStackSubnet'];

/** A value of the wrong kind for every member. */
const wrong = (struct: Struct): string =>
  [...struct.members.values()]
    .filter((one) => !one.xmlAttribute)
    .map((one) =>
      one.item === undefined ? `<${one.tag} id="nothing">zzz</${one.tag}>` : `<${one.tag}><${one.item} id="nothing">zzz</${one.item}><odd/></${one.tag}>`,
    )
    .join('');

it('refuses bodies that make no sense everywhere, and goes on', { timeout: 120_000 }, async () => {
  const engine = await TestEngine.start({ seed: { servers: [{ name: 'web' }] } });
  try {
    // One path of each shape that links lead to.
    const shapes = new Map<string, string>();
    for (let level = ['']; level.length > 0; ) {
      const replies = await Promise.all(level.map((path) => engine.get(path)));
      const found = replies.flatMap((reply) =>
        reply.status === 200 ? [...reply.text.matchAll(/ href="([^"{;]+)"/g)].map((match) => (match[1] ?? '').slice(API.length)) : [],
      );
      level = [];
      for (const path of found) {
        const place = placeOf(path);
        if (place === undefined || place.action !== undefined || shapes.has(place.pattern)) continue;
        shapes.set(place.pattern, path);
        level.push(path);
      }
    }
    const odd: unknown[] = [];
    let sent = 0;
    for (const path of shapes.values()) {
      const { service } = placeOf(path) ?? {};
      const struct = catalogue().struct(service?.type ?? '');
      if (service === undefined || struct === undefined) continue;
      const bodies = [`<${struct.tag}>${wrong(struct)}</${struct.tag}>`, '<nonsense/>', `<${struct.tag}`];
      const requests = [
        ...(service.methods.has('add') ? bodies.map((body) => ['POST', path, body] as const) : []),
        ...(service.methods.has('update') ? bodies.map((body) => ['PUT', path, body] as const) : []),
        ...[...service.actions.keys()].map((action) => ['POST', `${path}/${action}`, '<nonsense/>'] as const),
      ];
      for (const [method, target, body] of requests) {
        const { status } = await engine.api(method, target, body);
        sent += 1;
        if (![400, 404, 409].includes(status) && !(status === 201 && TEXT_ONLY.includes(struct.name))) odd.push([status, method, target, body.slice(0, 80)]);
      }
    }
    expect(odd).toEqual([]);
    expect(shapes.size).toBeGreaterThan(200);
    expect(sent).toBeGreaterThan(300);
    expect((await engine.get('')).status).toBe(200);
  } finally {
    await engine.close();
  }
});
