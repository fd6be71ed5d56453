import { expect, it } from 'vitest';
import { negotiateVersion } from './version.ts';

it.each([
  ['~9||~8', '9.0.0'],
  ['~7.2', '7.2.0'],
  ['~7||~8', '8.0.0'],
  ['~7.3', '7.3.0'],
  ['8', '8.0.0'],
  ['7.1.0', '7.1.0'],
  ['*', '9.0.0'],
  ['^7.0.0', '7.3.0'],
  ['>=7.1 <8', '7.3.0'],
  ['<=7.1', '7.1.0'],
  ['>7', '9.0.0'],
  ['7.x', '7.3.0'],
  ['~5', undefined],
  ['~6.5', undefined],
  ['>9', undefined],
  ['nonsense', undefined],
])('serves %s with %s', (range, version) => {
  expect(negotiateVersion(range)).toBe(version);
});
