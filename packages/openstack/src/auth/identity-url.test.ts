import { describe, expect, it } from 'vitest';
import { chooseVersion, parseIdentityUrl } from './identity-url.ts';

describe('parseIdentityUrl', () => {
  it.each([
    ['https://h:5000', 'https://h:5000', undefined],
    ['https://h:5000/', 'https://h:5000', undefined],
    ['https://h:5000/v3/', 'https://h:5000', 3],
    ['https://h/identity', 'https://h/identity', undefined],
    ['https://h/identity/v3', 'https://h/identity', 3],
    ['https://h/v2.0/', 'https://h', 2],
    ['https://h/v2.0/tokens', 'https://h', 2],
    ['https://h/v3/auth/tokens', 'https://h', 3],
    ['https://h/auth/v1.0', 'https://h/auth/v1.0', 1],
    ['https://h/auth/v1/', 'https://h/auth/v1', 1],
  ])('reads %s', (url, root, version) => {
    expect(parseIdentityUrl(url)).toEqual({ root, version });
  });
});

describe('chooseVersion', () => {
  it('takes v3 where it is offered, v2 where nothing else is', () => {
    expect(chooseVersion({ versions: { values: [{ id: 'v2.0' }, { id: 'v3.14' }] } })).toBe(3);
    expect(chooseVersion({ versions: { values: [{ id: 'v2.0' }] } })).toBe(2);
  });

  it('assumes v3 when the document says nothing', () => {
    for (const document of [undefined, null, {}, '<html>', { versions: {} }, { versions: [{}] }]) expect(chooseVersion(document)).toBe(3);
  });
});
