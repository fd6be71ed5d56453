import { describe, expect, it } from 'vitest';
import { readTextMarks, writeTextMarks } from './text-marks.ts';

describe('marks in texts', () => {
  it.each([undefined, '', 'web servers', 'two\nlines', 'ends with }', '{"json":1}'])('stand behind %j, and come back with it', (text) => {
    const written = writeTextMarks(text, { key: 'k', owner: undefined, cidr: '10.0.0.0/8' });
    expect(readTextMarks(written)).toEqual({ text: text ?? '', marks: { key: 'k', cidr: '10.0.0.0/8' } });
  });

  it('are not written where there are none: the text stays as it is', () => {
    expect(writeTextMarks('web', {})).toBe('web');
    expect(writeTextMarks(undefined, { owner: undefined })).toBeUndefined();
  });

  it.each([
    undefined,
    '',
    'web',
    '{"portolan":',
    '{"portolan":7}',
    '{"portolan":null}',
    'x{"portolan":{"key":"k"}}',
    '{"portolan":{"key":"k"}} and more',
    '{"other":{"key":"k"}}',
  ])('are none in %j, which is somebody’s own text', (text) => {
    expect(readTextMarks(text)).toEqual({ text: text ?? '', marks: {} });
  });

  it('are texts, and nothing else', () => {
    expect(readTextMarks('{"portolan":{"key":1,"owner":"ci"}}').marks).toEqual({ owner: 'ci' });
  });
});
