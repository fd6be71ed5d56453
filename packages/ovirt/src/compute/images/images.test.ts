import { describe, expect, it } from 'vitest';
import { FakeEngine, faultReply, type Reply, type Seen, xmlReply } from '../../testing/fake-engine.ts';
import { BLANK_TEMPLATE, OvirtImages } from './images.ts';

const template = (id: string, name: string, version: number, more = '<status>ok</status>'): string =>
  `<template id="${id}"><name>${name}</name><creation_time>2026-01-15T09:00:00.000Z</creation_time>${more}<os><type>rhel_9x64</type></os>
  <version><version_name>v${version}</version_name><version_number>${version}</version_number><base_template id="b"/></version></template>`;

function images(reply: (request: Seen) => Reply | undefined): { readonly images: OvirtImages; readonly engine: FakeEngine } {
  const engine = new FakeEngine((request) => (request.target.includes('/api/') ? reply(request) : undefined));
  return { images: new OvirtImages(engine.client()), engine };
}

describe('OvirtImages', () => {
  it('lists every version of a template as an image, the latest last, and not the one without a disk', async () => {
    const { images: all, engine } = images(() =>
      xmlReply(
        `<templates>${template('t12', 'web', 12)}${template('t2', 'web', 2)}${template('a', 'app', 1)}${template(BLANK_TEMPLATE, 'Blank', 1)}${template('t1', 'web', 1)}</templates>`,
      ),
    );
    const { items, next } = await all.listPage({ name: 'web' });
    expect([items.map(({ id }) => id), next]).toEqual([['a', 't1', 't2', 't12'], undefined]);
    expect(items[0]).toMatchObject({ name: 'app', state: 'available', os: 'linux', createdAt: new Date('2026-01-15T09:00:00Z') });
    expect(decodeURIComponent(engine.calls[0] ?? '')).toBe('GET /templates?search=name="web"');
  });

  it.each([
    ['ok', 'available'],
    ['locked', 'pending'],
    ['illegal', 'error'],
    ['melting', 'unknown'],
  ])('reads the status %s as %s', async (status, state) => {
    const { images: all } = images(() => xmlReply(template('t1', 'web', 1, `<status>${status}</status>`)));
    expect(await all.get('t1', {})).toMatchObject({ state, nativeState: status });
  });

  it('deletes what is absent with success, waits out locks, and says who uses it', async () => {
    await images(() => ({ status: 404 })).images.delete('t1', {});
    let tries = 0;
    const locked = images(() => {
      tries += 1;
      return tries < 3 ? faultReply(409, 'Cannot remove Template. The Template is locked. Please try again in a few minutes.') : { status: 200 };
    });
    await locked.images.delete('t1', {});
    expect(tries).toBe(3);
    const used = images(() => faultReply(409, 'Cannot remove Template. Template is being used by the following VMs: web.'));
    await expect(used.images.delete('t1', {})).rejects.toMatchObject({ code: 'conflict', message: expect.stringMatching(/web/) });
    expect(used.engine.calls).toHaveLength(1);
  });
});
