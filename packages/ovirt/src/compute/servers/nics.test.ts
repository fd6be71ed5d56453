import { CloudError } from '@portolan/core/driver';
import { describe, expect, it } from 'vitest';
import { FakeEngine, faultReply, type Reply, xmlReply } from '../../testing/fake-engine.ts';
import { Nics } from './nics.ts';

interface Card {
  name: string;
  profile: string;
}

/** A VM's cards, kept as the engine would. `trouble` may answer in its place, before or after the change. */
function vmWith(
  cards: readonly (readonly [id: string, name: string, profile: string])[],
  trouble?: (call: string, requests: number) => 'before' | 'after' | Reply | undefined,
) {
  const nics = new Map<string, Card>(cards.map(([id, name, profile]) => [id, { name, profile }]));
  let count = 0;
  const show = (id: string, { name, profile }: Card): string => `<nic id="${id}"><name>${name}</name><vnic_profile id="${profile}"/></nic>`;
  const engine = new FakeEngine(({ method, target, body }) => {
    const path = target.split('/vms/v1/nics')[1];
    if (path === undefined) return undefined;
    const id = path.slice(1);
    count += 1;
    const wrong = trouble?.(`${method} ${path}`, count);
    if (wrong === 'before') throw new CloudError('unavailable', 'cut', { outcome: 'unknown' });
    if (typeof wrong === 'object') return wrong;
    const profile = /vnic_profile id="([^"]+)"/.exec(body)?.[1] ?? '';
    if (method === 'GET') return xmlReply(`<nics>${[...nics].map(([one, card]) => show(one, card)).join('')}</nics>`);
    if (method === 'POST') nics.set(`new${nics.size}`, { name: /<name>([^<]+)/.exec(body)?.[1] ?? '', profile });
    if (method === 'PUT') Object.assign(nics.get(id) ?? {}, { profile });
    if (method === 'DELETE') nics.delete(id);
    if (wrong === 'after') throw new CloudError('unavailable', 'cut', { outcome: 'unknown' });
    return method === 'DELETE' ? { status: 200 } : xmlReply(show(id, { name: 'x', profile }));
  });
  const client = engine.client();
  const plug = (...profiles: readonly string[]): Promise<void> => new Nics(client).plug('v1', profiles, client.patience({}, 60_000));
  return { plug, engine, cards: () => [...nics.values()].map(({ name, profile }) => `${name}:${profile}`) };
}

describe('Nics', () => {
  it('takes the cards there are, in the order of their names, adds what is missing', async () => {
    const vm = vmWith([
      ['b', 'nic10', 'old'],
      ['a', 'nic2', 'p1'],
    ]);
    await vm.plug('p1', 'p2', 'p3');
    expect(vm.cards()).toEqual(['nic10:p2', 'nic2:p1', 'nic1:p3']);
    expect(vm.engine.calls.filter((call) => !call.startsWith('GET'))).toEqual(['PUT /vms/v1/nics/b', 'POST /vms/v1/nics']);
  });

  it('takes away what is too many, and does nothing the second time', async () => {
    const vm = vmWith([
      ['a', 'nic1', 'p1'],
      ['b', 'nic2', 'p2'],
    ]);
    await vm.plug('p1');
    expect(vm.cards()).toEqual(['nic1:p1']);
    const before = vm.engine.calls.length;
    await vm.plug('p1');
    expect(vm.engine.calls.slice(before)).toEqual(['GET /vms/v1/nics']);
  });

  it.each(['before', 'after'] as const)('comes to the same when a connection is cut %s a change', async (when) => {
    const vm = vmWith([], (call, count) => (call.startsWith('POST') && count === 2 ? when : undefined));
    await vm.plug('p1', 'p2');
    expect(vm.cards()).toEqual(['nic1:p1', 'nic2:p2']);
  });

  it('gives up what is refused', async () => {
    const vm = vmWith([], (call) => (call.startsWith('POST') ? faultReply(403, 'User is not authorized to perform this action.') : undefined));
    await expect(vm.plug('p1')).rejects.toMatchObject({ code: 'permission-denied' });
    expect(vm.engine.calls.filter((call) => call.startsWith('POST'))).toHaveLength(1);
  });
});
