import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ec2Emulator, startEc2Emulator } from '../index.ts';
import { type Answer, s3 } from '../testing/client.ts';
import { walk } from './listing.ts';

const KEYS = ['a', 'dir/1', 'dir/2', 'dir/sub/3', 'e f', 'z/1', 'é'];
let emulator: Ec2Emulator;

beforeAll(async () => {
  emulator = await startEc2Emulator({
    maxPageSize: 2,
    seed: { objects: { bkt: KEYS, many: Array.from({ length: 2500 }, (_, i) => `k${String(i).padStart(5, '0')}`) } },
  });
});

afterAll(() => emulator.close());

const list = (query: string, bucket = 'bkt'): Promise<Answer> => s3(emulator, 'GET', `/${bucket}?${query}`);

describe('listing', () => {
  it('pages with version 2 tokens through keys and prefixes alike', async () => {
    const seen: string[] = [];
    let token = '';
    let pages = 0;
    do {
      const page = await list(`${token === '' ? '' : `continuation-token=${encodeURIComponent(token)}&`}delimiter=%2F&list-type=2`);
      seen.push(...page.elements('Key'), ...page.elements('Prefix').filter((prefix) => prefix !== ''));
      expect(Number(page.element('KeyCount'))).toBeLessThanOrEqual(2);
      token = page.element('NextContinuationToken') ?? '';
      expect(page.element('IsTruncated')).toBe(String(token !== ''));
      pages += 1;
    } while (token !== '');
    expect([...seen].sort()).toEqual(['a', 'dir/', 'e f', 'z/', 'é'].sort());
    expect(pages).toBe(3);
  });

  it('gives version 1 a NextMarker only with a delimiter', async () => {
    expect((await list('')).element('NextMarker')).toBeUndefined();
    expect((await list('')).element('IsTruncated')).toBe('true');
    expect((await list('delimiter=%2F')).element('NextMarker')).toBe('dir/');
    expect((await list('delimiter=%2F&marker=dir%2F')).elements('Key')).toEqual(['e f']);
    expect((await list('marker=dir%2F2')).elements('Key')).toEqual(['dir/sub/3', 'e f']);
  });

  it('encodes keys only when asked', async () => {
    expect((await list('marker=dir%2Fsub%2F3&max-keys=1')).element('Key')).toBe('e f');
    const encoded = await list('encoding-type=url&marker=dir%2Fsub%2F3&max-keys=1');
    expect([encoded.element('Key'), encoded.element('Marker'), encoded.element('EncodingType')]).toEqual(['e+f', 'dir/sub/3', 'url']);
    expect((await list('encoding-type=other')).element('Code')).toBe('InvalidArgument');
  });

  it('refuses a token it did not give and a page size that is no number', async () => {
    expect((await list('continuation-token=bogus&list-type=2')).element('ArgumentName')).toBe('continuation-token');
    expect((await list('max-keys=x')).element('ArgumentName')).toBe('max-keys');
    expect((await list('max-keys=0')).element('IsTruncated')).toBe('false');
  });

  it('never answers more than a thousand', async () => {
    await using plain = await startEc2Emulator({ seed: { objects: { many: Array.from({ length: 1500 }, (_, i) => `k${i}`) } } });
    const page = await s3(plain, 'GET', '/many?max-keys=5000');
    expect([page.elements('Key').length, page.element('MaxKeys')]).toEqual([1000, '1000']);
  });
});

describe('walk', () => {
  it('skips a common prefix that does not come after the marker, as radosgw does', () => {
    const keys = ['a', 'dir/sub/a', 'dir/sub/b', 'dir/x', 'z'];
    const page = (prefix: string, after: string): unknown => {
      const { keys: found, prefixes } = walk(keys, { prefix, delimiter: '/', after, limit: 10 });
      return [found, prefixes];
    };
    expect(page('', 'dir/')).toEqual([['z'], []]);
    expect(page('dir/', 'dir/')).toEqual([['dir/x'], ['dir/sub/']]);
    expect(page('dir/', 'dir/sub/')).toEqual([['dir/x'], []]);
    expect(page('dir/', 'dir/sub/a')).toEqual([['dir/x'], []]);
    expect(page('dir/', 'dir/a')).toEqual([['dir/x'], ['dir/sub/']]);
  });
});
