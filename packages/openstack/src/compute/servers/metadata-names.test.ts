import { describe, expect, it } from 'vitest';
import { joinMetadata, splitMetadata } from './metadata-names.ts';

// What Nova takes as a name: nova/api/validation/parameter_types.py, metadata.
const NOVA_NAME = /^[a-zA-Z0-9-_:. ]{1,255}$/;

describe('tags in metadata', () => {
  it.each([['role'], ['kubernetes.io/role'], ['a:b'], ['a:2Fb'], ['größe 😀'], ['%'], ['portolan.x']])(
    '%s comes back, under a name that Nova takes',
    (name) => {
      const items = joinMetadata({ [name]: 'v' }, {});
      for (const item of Object.keys(items)) expect(item).toMatch(NOVA_NAME);
      expect(splitMetadata(items)).toEqual({ tags: { [name]: 'v' }, metadata: {}, key: undefined });
    },
  );

  it('keeps a tag and a metadatum of one name apart, and marks out of both', () => {
    const items = joinMetadata({ role: 'tag' }, { role: 'meta' }, 'key-1');
    expect(items).toEqual({ 'portolan.tag.role': 'tag', role: 'meta', 'portolan.key': 'key-1' });
    expect(splitMetadata(items)).toEqual({ tags: { role: 'tag' }, metadata: { role: 'meta' }, key: 'key-1' });
    expect(splitMetadata(null)).toEqual({ tags: {}, metadata: {}, key: undefined });
  });
});
