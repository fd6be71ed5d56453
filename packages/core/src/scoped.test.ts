import { describe, expect, it } from 'vitest';
import { Addresses } from './compute/addresses.ts';
import type { CreateServerRequest, ServerDriver } from './compute/compute-driver.ts';
import { Servers } from './compute/servers.ts';
import { Volumes } from './compute/volumes.ts';
import { CloudError } from './errors/cloud-error.ts';
import { computeContext } from './testing/everything.ts';
import { cloudError, rejection } from './testing/rejection.ts';
import { aServer, aVolume } from './testing/servers.ts';

const spec = { name: 'web', image: 'i', size: 's' };

function bench(driver: Partial<ServerDriver> = {}) {
  const calls: string[] = [];
  const servers = new Servers(computeContext({}), {
    listPage: async () => ({ items: [] }),
    get: async (id) => aServer(id),
    create: async (request: CreateServerRequest) => {
      calls.push(`create ${request.name} ${JSON.stringify(request.tags)}`);
      return aServer('a', { state: 'pending' });
    },
    delete: async (id) => void calls.push(`delete ${id}`),
    ...driver,
  });
  return { servers, calls };
}

describe('servers.using', () => {
  it('gives a running server, and deletes it when the scope is left', async () => {
    const { servers, calls } = bench();
    {
      await using server = await servers.using(spec, { owner: 'ci-1' });
      expect(server).toMatchObject({ id: 'a', state: 'running' });
      expect(JSON.stringify(server)).toBe(JSON.stringify(aServer('a')));
      expect(calls).toEqual(['create web {"portolan-owner":"ci-1"}']);
    }
    expect(calls.at(-1)).toBe('delete a');
  });

  it('deletes it when the scope is left by an error, which is the one that comes out', async () => {
    const { servers, calls } = bench();
    const bug = new TypeError('a bug');
    const work = async (): Promise<void> => {
      await using server = await servers.using(spec);
      if (server.id !== '') throw bug;
    };
    expect(await rejection(work())).toBe(bug);
    expect(calls.at(-1)).toBe('delete a');
  });

  it('deletes once, however often it is disposed of', async () => {
    const { servers, calls } = bench();
    const server = await servers.using(spec, { wait: false });
    expect(server.state).toBe('pending');
    await server[Symbol.asyncDispose]();
    await server[Symbol.asyncDispose]();
    expect(calls.filter((call) => call.startsWith('delete'))).toEqual(['delete a']);
  });

  it('tells of a server that could not be deleted', async () => {
    const { servers } = bench({ delete: async () => Promise.reject(new CloudError('permission-denied', 'locked')) });
    const server = await servers.using(spec);
    expect(await cloudError(async () => server[Symbol.asyncDispose]())).toMatchObject({ code: 'permission-denied', leftover: { kind: 'server', id: 'a' } });
  });

  it('deletes one that does not come to run, and tells why it did not', async () => {
    const { servers, calls } = bench({ get: async (id) => aServer(id, { state: 'error', nativeState: 'ERROR' }) });
    expect(await cloudError(servers.using(spec))).toMatchObject({ code: 'conflict', leftover: undefined });
    expect(calls.at(-1)).toBe('delete a');
  });

  it('names one that neither came to run nor could be deleted', async () => {
    const { servers } = bench({
      get: async (id) => aServer(id, { state: 'error', nativeState: 'ERROR' }),
      delete: async () => Promise.reject(new CloudError('unavailable', 'down')),
    });
    expect(await cloudError(servers.using(spec))).toMatchObject({ code: 'conflict', leftover: { kind: 'server', id: 'a' } });
  });

  it('deletes one whose wait the caller left', async () => {
    const left = new AbortController();
    const { servers, calls } = bench({
      get: async (id) => {
        left.abort('left');
        return aServer(id, { state: 'pending' });
      },
    });
    expect(await rejection(servers.using(spec, { signal: left.signal }))).toBe('left');
    expect(calls.at(-1)).toBe('delete a');
  });
});

describe('volumes.using', () => {
  it('gives an available volume, and deletes it when whoever has it has gone', async () => {
    const calls: string[] = [];
    let held = true;
    const volumes = new Volumes(computeContext({}), {
      listPage: async () => ({ items: [] }),
      get: async (id) => {
        held = false;
        calls.push('look');
        return aVolume(id);
      },
      create: async () => aVolume('v', { state: 'pending' }),
      delete: async (id) => {
        calls.push(`delete ${id}`);
        if (held) throw new CloudError('conflict', 'attached');
      },
    });
    {
      await using volume = await volumes.using({ name: 'data', sizeMiB: 1 });
      expect(volume.state).toBe('available');
      calls.length = 0;
      held = true;
    }
    expect(calls).toEqual(['delete v', 'look', 'delete v']);
  });
});

describe('addresses.using', () => {
  it('releases it when the scope is left', async () => {
    const released: string[] = [];
    const address = { id: 'a', address: '198.51.100.7', raw: undefined };
    const addresses = new Addresses(computeContext({}), {
      listPage: async () => ({ items: [] }),
      get: async () => address,
      allocate: async () => address,
      release: async (id) => void released.push(id),
    });
    {
      await using held = await addresses.using();
      expect(held.address).toBe('198.51.100.7');
    }
    expect(released).toEqual(['a']);
  });
});
