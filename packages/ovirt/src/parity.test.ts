import { readFileSync } from 'node:fs';
import * as core from '@portolan/core/driver';
import { describe, expect, it } from 'vitest';
import { SsoAuth } from './auth.ts';
import { Cleanups } from './cleanups.ts';
import { imageioHttp } from './client.ts';
import { Places } from './compute/places.ts';
import { fields } from './config.ts';
import { ImageioClient } from './imageio-client.ts';
import { OvirtImages } from './native/images/images.ts';
import { OvirtNative } from './native.ts';
import * as enums from './sdk/generated/enums.ts';
import { structs } from './sdk/generated/structs.ts';
import { StorageDomains } from './storage/buckets/buckets.ts';
import { Transfers } from './storage/transfers/transfers.ts';
import { FakeEngine } from './testing/fake-engine.ts';

interface Row {
  readonly mark: string;
  readonly number: number;
  readonly old: string;
  readonly names: readonly string[];
  readonly notes: string;
}

const rows: readonly Row[] = readFileSync(new URL('../PARITY.md', import.meta.url), 'utf8')
  .split('\n')
  .flatMap((line) => {
    const [, mark = '', number = '', old = '', here = '', notes = ''] = line.split('|').map((cell) => cell.trim());
    return /^\d+$/.test(number) ? [{ mark, number: Number(number), old, names: namesIn(here), notes }] : [];
  });

function namesIn(text: string): readonly string[] {
  return [...text.matchAll(/`([^`]+)`/g)].map((match) => match[1] as string);
}

function native(): OvirtNative {
  const engine = new FakeEngine(() => undefined);
  const client = engine.client();
  const auth = new SsoAuth({ origin: 'https://engine.example.com', enginePath: '/ovirt-engine' }, engine.connection);
  const cleanups = new Cleanups(auth);
  const imageio = new ImageioClient(imageioHttp(engine.connection));
  const domains = new StorageDomains(client, new Places(client, {}));
  const images = new OvirtImages({ client, imageio, transfers: new Transfers(client, imageio), domains, cleanups });
  return new OvirtNative({ client, images, auth, cleanups });
}

/** Why there is no such thing; undefined when there is. */
function whyNot(name: string): string | undefined {
  const [root = '', ...path] = name.split('.');
  const [first = '', second = ''] = path;
  if (root === 'config') return Object.hasOwn(fields, first) ? undefined : 'no such field';
  if (root === 'core') return Object.hasOwn(core, first) ? undefined : 'no such export';
  if (root === 'types') return Object.hasOwn(structs, first) ? undefined : 'no such type';
  if (root === 'enums') return Object.hasOwn(enums, first) ? undefined : 'no such enum';
  if (root === 'services') return isCall(native().sdk.serviceOf(first as 'Vms', 'x'), second) ? undefined : `${first} has no ${second}`;
  let at: unknown = root === 'native' ? native() : root === 'cloud' ? core.Cloud.prototype : undefined;
  for (const part of path.slice(0, -1)) at = (at as Readonly<Record<string, unknown>> | undefined)?.[part];
  return isCall(at, path.at(-1) ?? '') ? undefined : 'no such call';
}

const isCall = (at: unknown, name: string): boolean => typeof (at as Readonly<Record<string, unknown>> | undefined)?.[name] === 'function';

describe('PARITY.md', () => {
  it('has a row for each of the 39 features', () => {
    expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: 39 }, (_, index) => index + 1));
    expect(rows.map(({ mark }) => mark).filter((mark) => !['✔', '+', '–'].includes(mark))).toEqual([]);
  });

  it.each(rows.map((row) => [`${row.number} ${row.old}`, row] as const))('names what there is for %s', (_, { mark, names, notes }) => {
    if (names.length === 0) expect([mark, notes]).toEqual(['–', expect.stringMatching(/^not here: ./)]);
    // Notes may name things too: fields and calls that begin with a known root.
    const all = [...names, ...namesIn(notes).filter((name) => /^(native|config|core|cloud)\.\w+$/.test(name))];
    expect(all.flatMap((name) => (whyNot(name) === undefined ? [] : [`${name}: ${whyNot(name)}`]))).toEqual([]);
  });

  it('is checked by a look that can fail', () => {
    expect(whyNot('native.images.upload')).toBeUndefined();
    expect(whyNot('native.images.fly')).toBe('no such call');
    expect(whyNot('services.Vms.fly')).toBe('Vms has no fly');
    expect(whyNot('types.Horse')).toBe('no such type');
    expect(whyNot('enums.Horse')).toBe('no such enum');
    expect(whyNot('config.colour')).toBe('no such field');
    expect(whyNot('core.Nothing')).toBe('no such export');
    expect(whyNot('elsewhere.list')).toBe('no such call');
  });
});
