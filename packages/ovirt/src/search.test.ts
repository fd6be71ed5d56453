import { describe, expect, it } from 'vitest';
import { all, equals, page, pageNumber } from './search.ts';

describe('searches', () => {
  it('quote values, and leave out what cannot be said', () => {
    expect(equals('name', 'web-1.a_b')).toBe('name="web-1.a_b"');
    expect(equals('name', 'größe')).toBe('name="größe"');
    for (const value of ['', 'a"b', "a'b", 'a;b', 'a*', 'a\\b', 'a=b', '🚢']) expect([value, equals('name', value)]).toEqual([value, undefined]);
    expect(all('a=1', undefined, 'b=2')).toBe('a=1 and b=2');
    expect(all(undefined)).toBeUndefined();
  });

  it('put the direction before the page, and never a page without max', () => {
    expect(page(undefined, 1, 200)).toEqual({ search: 'sortby id asc page 1', max: 200 });
    expect(page('name="x"', 3, 10)).toEqual({ search: 'name="x" sortby id asc page 3', max: 10 });
  });

  it('refuse cursors of elsewhere', () => {
    expect([pageNumber(undefined), pageNumber('7')]).toEqual([1, 7]);
    for (const cursor of ['', '0', '-1', '1.5', 'x']) expect(() => pageNumber(cursor)).toThrow(/no cursor/);
  });
});
