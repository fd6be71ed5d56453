import { describe, expect, it } from 'vitest';
import type { Service } from './runtime/service.ts';
import { Sdk } from './sdk.ts';
import { ScriptedEngine } from './testing/scripted-engine.ts';
import { toVector, vectors } from './testing/vectors.ts';

interface Answered {
  readonly call: 'list' | 'get' | 'add' | 'update' | 'remove' | 'start';
  readonly status: number;
  readonly contentType: string | null;
  readonly body: string;
  readonly returns?: readonly [type: string, value: unknown];
  readonly raises?: string;
}

interface Located {
  readonly path: string;
  readonly service?: string;
  readonly at?: string;
  readonly raises?: string;
}

interface Followed {
  readonly note: string;
  readonly href: string | null;
  readonly isLink: boolean;
  readonly returns?: unknown;
  readonly raises?: string;
  readonly requests: readonly { readonly method: string; readonly path: string }[];
}

const transport = vectors<{ readonly errors: readonly Answered[]; readonly locate: readonly Located[]; readonly followLink: readonly Followed[] }>('transport');

/** A status that says success. What the others mean is said by the client that the SDK is given. */
const succeeded = transport.errors.filter(({ status }) => status >= 200 && status <= 299);

/** What ovirtsdk4 takes for good, or for bad, and we do not. */
function otherwise({ call, status, contentType, body, returns, raises }: Answered): 'fails' | 'succeeds' | undefined {
  // It hands out whatever stands in the document, also where something else was asked for, faults included.
  const expected = { list: 'vms', get: 'vm', add: 'vm', update: 'vm', remove: '', start: 'action' }[call];
  const root = /^<(\w+)/.exec(body)?.[1] ?? '';
  if (returns !== undefined && call !== 'remove' && root !== expected) return 'fails';
  // It does not look at what a removal answers.
  if (returns !== undefined && call === 'remove' && (/html|json/.test(contentType ?? '') || body.includes('<fault>'))) return 'fails';
  // It knows one or three good statuses; any 2xx is good, if what comes with it is.
  if (raises !== undefined && call === 'remove' && status > 200) return 'succeeds';
  if (raises !== undefined && (status === 201 || status === 202) && root === expected) return 'succeeds';
  return undefined;
}

describe('answers that say success', () => {
  it('are all here', () => {
    expect(succeeded).toHaveLength(6 * 14);
  });

  const named = succeeded.map(
    (row) => [`${row.call} ${row.status} ${row.contentType ?? 'no type'} ${row.body === '' ? 'nothing' : row.body.slice(0, 40)}`, row] as const,
  );
  it.each(named)('%s', async (_, row) => {
    const { call, status, contentType, body, returns } = row;
    const sdk = new Sdk(new ScriptedEngine({ status, contentType, body }));
    const vms = sdk.system().vmsService();
    const vm = vms.vmService('1');
    const calls = {
      list: () => vms.list(),
      get: () => vm.get(),
      add: () => vms.add({ vm: { name: 'n' } }),
      update: () => vm.update({ vm: { name: 'n' } }),
      remove: () => vm.remove(),
      start: () => vm.start(),
    };
    const expected = otherwise(row) ?? (returns === undefined ? 'fails' : 'succeeds');
    if (expected === 'fails') {
      const code = body.includes('<fault>') ? 'conflict' : 'protocol';
      await expect(calls[call]()).rejects.toMatchObject({ code, provider: 'ovirt', operation: expect.stringContaining(`.${call}`) as unknown });
    } else {
      const result = toVector(await calls[call]());
      if (returns !== undefined) expect(result ?? null).toEqual(returns[1]);
    }
  });
});

describe('service(path)', () => {
  it.each(transport.locate.map((row) => [row.path, row] as const))('%j', (path, { service, at, raises }) => {
    const sdk = new Sdk(new ScriptedEngine({ body: '' }));
    if (raises !== undefined) {
      expect(() => sdk.service(path)).toThrow(expect.objectContaining({ code: 'invalid-argument', outcome: 'not-done' }));
      return;
    }
    const found: Service = sdk.service(path);
    // Ids are encoded when they become part of a path: a blank or a question mark in one would be something else there.
    expect([found.serviceName, decodeURIComponent(found.servicePath)]).toEqual([service, at]);
    expect(found.servicePath).not.toMatch(/[ ?]/);
  });
});

describe('followLink', () => {
  it.each(transport.followLink.map((row) => [row.note, row] as const))('%s', async (_, { note, href, isLink, returns, raises, requests }) => {
    const body = note === 'list' ? '<nics><nic id="n"/></nics>' : '<cluster id="c1"><name>Default</name></cluster>';
    const engine = new ScriptedEngine({ body });
    const sdk = new Sdk(engine);
    const members = href === null ? {} : { href };
    const link = note.startsWith('list') ? Object.assign([], members) : members;
    expect(sdk.isLink(link)).toBe(isLink);
    const result = sdk.followLink(link);
    if (raises !== undefined) await expect(result).rejects.toMatchObject({ code: 'invalid-argument', outcome: 'not-done' });
    else expect(toVector(await result)).toEqual(returns);
    expect(engine.sent.map(({ method, path }) => ({ method, path }))).toEqual(requests.map(({ method, path }) => ({ method, path })));
  });

  it('takes ids as the engine encoded them, and query and headers of the call', async () => {
    const engine = new ScriptedEngine({ body: '<tag id="a b"/>' });
    const link: { readonly href: string; readonly id?: string } = { href: '/ovirt-engine/api/tags/a%20b' };
    const { id } = await new Sdk(engine).followLink(link, { query: { follow: 'x' }, headers: { Filter: 'true' } });
    expect(id).toBe('a b');
    expect(engine.sent[0]).toMatchObject({ path: '/ovirt-engine/api/tags/a%20b', query: [['follow', 'x']], headers: { Filter: 'true' } });
  });
});
