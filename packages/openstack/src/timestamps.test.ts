import { describe, expect, it } from 'vitest';
import { parseTimestamp } from './timestamps.ts';

describe('parseTimestamp', () => {
  it.each([
    ['2013-09-03T04:01:32Z', '2013-09-03T04:01:32.000Z'],
    ['2012-02-14T20:53:07.000000', '2012-02-14T20:53:07.000Z'],
    ['2014-01-15T16:37:43.427570', '2014-01-15T16:37:43.427Z'],
    ['2014-01-09T15:08:53.645-06:00', '2014-01-09T21:08:53.645Z'],
    ['2011-06-24T01:23:15.000+0000', '2011-06-24T01:23:15.000Z'],
    ['9999-12-31T23:59:59.999999Z', '9999-12-31T23:59:59.999Z'],
  ])('reads %s as %s', (text, iso) => {
    expect(parseTimestamp(text)?.toISOString()).toBe(iso);
  });

  it.each([[undefined], [null], [''], ['soon'], [17]])('makes nothing of %j', (value) => {
    expect(parseTimestamp(value)).toBeUndefined();
  });
});
