import { describe, expect, it } from 'vitest';
import { parseRetryAfter } from './retry-after.ts';

const NOW = Date.parse('2026-11-21T12:00:00Z');

describe('Retry-After', () => {
  it.each([
    ['120', 120_000],
    ['0', 0],
    [' 3 ', 3000],
    ['1.5', 1500],
    ['Sat, 21 Nov 2026 12:00:07 GMT', 7000],
    ['Saturday, 21-Nov-26 12:00:07 GMT', 7000],
    ['Sat Nov 21 12:00:07 2026 GMT', 7000],
    ['2026-11-21T12:00:07Z', 7000],
    ['2026-11-21T12:00:07.250Z', 7250],
    ['2026-11-21T14:00:07+02:00', 7000],
    ['2026-11-21T12:00:07', 7000],
    ['Sat, 21 Nov 2026 11:00:00 GMT', 0],
    ['-5', undefined],
    ['soon', undefined],
    ['2026', 2_026_000],
    ['', undefined],
    [undefined, undefined],
    ['99999999999999999999', 30 * 24 * 3600 * 1000],
  ])('%j is %s ms', (value, expected) => {
    expect(parseRetryAfter(value, NOW)).toBe(expected);
  });

  it("of a date is measured by the server's own clock where it tells it", () => {
    const date = 'Sat, 21 Nov 2026 12:10:07 GMT';
    expect(parseRetryAfter(date, NOW, 'Sat, 21 Nov 2026 12:10:00 GMT')).toBe(7000);
    expect(parseRetryAfter(date, NOW, 'nonsense')).toBe(607_000);
  });
});
