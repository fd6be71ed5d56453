import { expect, it } from 'vitest';
import { contentTypeOf } from './content-type.ts';

it.each([
  ['a/b.txt', 'text/plain'],
  ['picture.JPG', 'image/jpeg'],
  ['no-ending', 'application/octet-stream'],
  ['__proto__', 'application/octet-stream'],
  ['constructor', 'application/octet-stream'],
  ['a.toString', 'application/octet-stream'],
])('the type of %s is %s', (key, type) => {
  expect(contentTypeOf(key)).toBe(type);
});
