import { describe, expect, it } from 'vitest';
import { marksFor, readImageMarks } from './image-marks.ts';

describe('marks of images', () => {
  const marks = marksFor({ serverId: 's-1', name: 'nightly', idempotencyKey: 'k', owner: 'ci' });

  it('are read as they were written', () => {
    expect(readImageMarks({ id: 'i', name: 'nightly', instance_uuid: 's-1', ...marks })).toEqual({ key: 'k', owner: 'ci', serverId: 's-1' });
    expect(readImageMarks({ id: 'i', name: 'nightly', ...marks })).toEqual({ key: 'k', owner: 'ci', serverId: 's-1' });
    expect(readImageMarks({ id: 'i', name: 'n', ...marksFor({ serverId: 's', name: 'n', owner: 'ci' }) })).toEqual({
      key: undefined,
      owner: 'ci',
      serverId: 's',
    });
  });

  it('are not written where there are none', () => {
    expect(marksFor({ serverId: 's', name: 'n' })).toBeUndefined();
  });

  it('are none of an image that only inherited them', () => {
    expect(readImageMarks({ id: 'i', name: 'nightly', instance_uuid: 's-2', ...marks })).toEqual({});
    expect(readImageMarks({ id: 'i', name: 'other', instance_uuid: 's-1', ...marks })).toEqual({});
    expect(readImageMarks({ id: 'i', name: 'nightly', instance_uuid: 's-1' })).toEqual({});
  });

  it('are written whole, over what would be handed down', () => {
    expect(marksFor({ serverId: 's', name: 'n', owner: 'ci' })).toEqual({ 'portolan.of': 's n', 'portolan.key': '', 'portolan.owner': 'ci' });
  });

  it('hold for names that are cut', () => {
    const name = 'n'.repeat(255);
    expect(readImageMarks({ id: 'i', name, ...marksFor({ serverId: 's', name, owner: 'ci' }) }).owner).toBe('ci');
  });
});
