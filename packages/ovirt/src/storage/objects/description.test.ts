import { describe, expect, it } from 'vitest';
import { assertFits, type ObjectNotes, readDescription, writeDescription } from './description.ts';

const ID = '5d6e7f80-7700-4e6e-8abb-00000000aa01';
const NOTES: ObjectNotes = {
  diskId: ID,
  sizeBytes: 12,
  writtenAt: 1_795_291_200_000,
  md5: '9e107d9d372bb6826bd81d3542a419d6',
  contentType: 'text/plain; charset=utf-8',
  headers: { cacheControl: 'max-age=60', contentLanguage: 'de' },
  metadata: { title: 'Größe – 大きさ 🚢', __proto__x: '1' },
};

describe('descriptions', () => {
  it('keep everything, in ASCII', () => {
    const text = writeDescription(NOTES);
    expect(text).toMatch(/^[\x20-\x7e]+$/);
    expect(readDescription(text, ID)).toEqual(NOTES);
    expect(readDescription(writeDescription({ diskId: ID, sizeBytes: 0, writtenAt: 1, headers: {}, metadata: {} }), ID)).toEqual({
      diskId: ID,
      sizeBytes: 0,
      writtenAt: 1,
      headers: {},
      metadata: {},
    });
  });

  it('of a disk that inherited one are not its own', () => {
    expect(readDescription(writeDescription(NOTES), `0${ID.slice(1)}`)).toBeUndefined();
  });

  it.each([
    '',
    'a disk',
    '{"portolan":',
    '{"portolan":{"volume":"k"}}',
    '{"portolan":{"d":"5d6e7f80"}}',
    '{"portolan":{"d":"5d6e7f80","s":-1}}',
    '{"portolan":{"d":"5d6e7f80","s":1.5}}',
    '{"portolan":[]}',
  ])('%s is no object’s', (text) => {
    expect(readDescription(text, ID)).toBeUndefined();
  });

  it('refuse what does not fit before anything is made, digest and time counted', () => {
    const filler = (length: number): Omit<ObjectNotes, 'diskId' | 'md5' | 'writtenAt'> => ({ sizeBytes: 1, headers: {}, metadata: { a: 'x'.repeat(length) } });
    let length = 0;
    for (; length < 600; length += 1) {
      try {
        assertFits(filler(length));
      } catch {
        break;
      }
    }
    expect(length).toBeGreaterThan(380);
    expect(
      writeDescription({ ...filler(length - 1), ...NOTES, headers: {}, contentType: undefined, metadata: { a: 'x'.repeat(length - 1) }, sizeBytes: 1 }).length,
    ).toBeLessThanOrEqual(500);
    expect(() => assertFits(filler(length))).toThrow(/1 characters more than fit/);
  });
});
