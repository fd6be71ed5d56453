import { describe, expect, it } from 'vitest';
import { readComment, type ServerNotes, writeComment } from './comment.ts';

describe('comments', () => {
  it.each<ServerNotes>([
    { foreign: '', tags: { role: 'web' }, metadata: {}, key: 'k-1' },
    { foreign: 'made by ops', tags: {}, metadata: { m: 'a\n"b" {"portolan":{}}' } },
    { foreign: 'two\nlines\n', tags: { 'ü<&>': '🚢' }, metadata: { a: '' }, key: 'k' },
    { foreign: '{"other":"tool"}', tags: { constructor: 'x' }, metadata: {} },
  ])('keep %o', (notes) => {
    expect(readComment(writeComment(notes))).toEqual(notes);
  });

  it('are one readable line of JSON behind what else is there', () => {
    expect(writeComment({ foreign: 'ops', tags: { role: 'web' }, metadata: {}, key: 'k' })).toBe('ops\n{"portolan":{"tags":{"role":"web"},"key":"k"}}');
    expect(writeComment({ foreign: 'ops', tags: {}, metadata: {} })).toBe('ops');
  });

  it.each(['', 'hello', '{"portolan":', '{"portolan":"x"}', 'see {"portolan":{"tags":{"a":"b"}}}', '{"portolan":{}} edited', '{"tags":{}}'])(
    '%s is somebody else’s',
    (comment) => {
      expect(readComment(comment)).toEqual({ foreign: comment, tags: {}, metadata: {} });
    },
  );

  it('drop what is not text', () => {
    expect(readComment('{"portolan":{"tags":{"a":1,"b":"2"},"metadata":[1],"key":7}}')).toEqual({ foreign: '', tags: { b: '2' }, metadata: {} });
  });
});
