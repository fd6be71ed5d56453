import { expect, it } from 'vitest';
import { aws, eucalyptus } from '../../presets.ts';
import { assertListable } from './listable-key.ts';

it('refuses a key that would make every listing of its bucket unreadable, where listings are plain XML', () => {
  expect(() => assertListable('a\u0000b', eucalyptus)).toThrow(/U\+0000/);
  expect(() => assertListable('a\u0000b', aws)).not.toThrow();
  expect(() => assertListable('a\u0001b', eucalyptus)).not.toThrow();
});
