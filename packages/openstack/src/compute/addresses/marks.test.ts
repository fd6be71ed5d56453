import { describe, expect, it } from 'vitest';
import { readMarks, writeMarks } from './marks.ts';

describe('marks of floating IPs', () => {
  it('are read as they were written, and nothing is written for nothing', () => {
    expect(writeMarks({})).toBeUndefined();
    for (const marks of [{ key: 'k' }, { owner: 'o' }, { key: 'k', owner: 'o' }])
      expect(readMarks(writeMarks(marks))).toEqual({ key: undefined, owner: undefined, ...marks });
  });

  it.each([undefined, '', 'web server', '{"portolan":', '{"portolan":7}', '{"portolan":{"key":1}}', '{"other":{"key":"k"}}'])(
    'are none in %j',
    (description) => {
      const { key, owner } = readMarks(description);
      expect([key, owner]).toEqual([undefined, undefined]);
    },
  );
});
