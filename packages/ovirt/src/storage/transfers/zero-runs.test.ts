import { expect, it } from 'vitest';
import { isZero, runsOf } from './zero-runs.ts';

it('cuts bytes into runs of zeroes and of data, by grains', () => {
  const bytes = Buffer.alloc(45);
  bytes[12] = 1;
  bytes[25] = 1;
  bytes[44] = 1;
  expect(runsOf(bytes, 10)).toEqual([
    { start: 0, length: 10, zero: true },
    { start: 10, length: 20, zero: false },
    { start: 30, length: 10, zero: true },
    { start: 40, length: 5, zero: false },
  ]);
  expect(runsOf(Buffer.alloc(0))).toEqual([]);
});

it('sees one byte at the end of many zeroes', () => {
  const bytes = Buffer.alloc(200_000);
  expect(isZero(bytes)).toBe(true);
  bytes[199_999] = 1;
  expect(isZero(bytes)).toBe(false);
});
