import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearest } from './nearest.ts';

const known = ['accessKeyId', 'secretAccessKey', 'region', 'url', 'username', 'password', 'openstack', 'ovirt'];

describe('nearest', () => {
  it.each([
    ['access_key_id', 'accessKeyId'],
    ['AccessKeyID', 'accessKeyId'],
    ['secret-access-key', 'secretAccessKey'],
    ['regoin', 'region'],
    ['pasword', 'password'],
    ['usrname', 'username'],
    ['opnstack', 'openstack'],
    ['ulr', 'url'],
  ])('takes %s for %s', (word, meant) => {
    expect(nearest(word, known)).toBe(meant);
  });

  it.each(['', 'zz', 'xyz', 'completely different', 'qqq'])('suggests nothing for %j', (word) => {
    expect(nearest(word, known)).toBeUndefined();
  });

  it('finds every word itself, and with one letter changed, left out or swapped', () => {
    fc.assert(
      fc.property(fc.constantFrom(...known.filter((word) => word.length > 4)), fc.nat(), fc.constantFrom('change', 'drop', 'swap'), (word, at, how) => {
        const index = at % (word.length - 1);
        const [a = '', b = ''] = [word[index], word[index + 1]];
        const typo = word.slice(0, index) + { change: `_x${b}`, drop: b, swap: b + a }[how] + word.slice(index + 2);
        expect(nearest(word, known)).toBe(word);
        expect(nearest(typo, known)).toBe(word);
      }),
    );
  });

  it('never suggests a word that has nothing in common', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('0', '1', '2'), minLength: 1, maxLength: 12 }), (word) => {
        expect(nearest(word, known)).toBeUndefined();
      }),
    );
  });
});
