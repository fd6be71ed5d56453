import { encodeQuery } from '@portolan/core/driver';
import { describe, expect, it } from 'vitest';
import { cursorOf, nextOfLinks, pageQuery } from './link-paging.ts';

describe('nextOfLinks', () => {
  it('keeps the query of the next link and nothing of its host', () => {
    const links = [
      { rel: 'previous', href: 'http://internal:8774/v2.1/servers?marker=a' },
      { rel: 'next', href: 'http://internal:8774/v2.1/servers/detail?limit=2&marker=srv-3&name=a%20b' },
    ];
    expect(nextOfLinks(links)).toBe('limit=2&marker=srv-3&name=a%20b');
  });

  it.each([[undefined], [[]], [[{ rel: 'previous', href: 'http://h/?marker=1' }]], [[{ rel: 'next' }]], ['x'], [[null]]])('ends the list at %j', (links) => {
    expect(nextOfLinks(links)).toBeUndefined();
  });
});

describe('pageQuery', () => {
  it('asks for the first page with its filters and for the others with the cursor', () => {
    expect(pageQuery({ limit: 5, name: undefined }, undefined)).toEqual({ limit: 5, name: undefined });
    const cursor = cursorOf('/v2/images?marker=9f&name=%C3%A9');
    expect(encodeQuery(pageQuery({}, cursor))).toBe('marker=9f&name=%C3%A9');
  });
});
