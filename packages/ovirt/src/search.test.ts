import { describe, expect, it } from 'vitest';
import { all, equals, paged } from './search.ts';

describe('searches', () => {
  it('quote values, and leave out what cannot be said', () => {
    expect(equals('name', 'web-1.a_b')).toBe('name="web-1.a_b"');
    expect(equals('name', 'größe')).toBe('name="größe"');
    for (const value of ['', 'a"b', "a'b", 'a;b', 'a*', 'a\\b', 'a=b', '🚢']) expect([value, equals('name', value)]).toEqual([value, undefined]);
    expect(all('a=1', undefined, 'b=2')).toBe('a=1 and b=2');
    expect(all(undefined)).toBeUndefined();
  });

  it('put the direction before the page, and never a page without max', () => {
    expect(paged(undefined, { number: 1, max: 200 })).toEqual({ search: 'sortby id asc page 1', max: 200 });
    expect(paged('name="x"', { number: 3, max: 10 })).toEqual({ search: 'name="x" sortby id asc page 3', max: 10 });
    expect(paged('name="x"', undefined)).toEqual({ search: 'name="x"' });
  });
});
