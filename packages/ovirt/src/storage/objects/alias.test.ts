import { describe, expect, it } from 'vitest';
import { aliasOf, keyOf } from './alias.ts';

// NO_SPECIAL_CHARACTERS_I18N of ovirt-engine's ValidationUtils.
const ALLOWED = /^[\p{L}0-9._-]+$/u;

describe('aliases', () => {
  it.each([
    ['plain-1.txt', 'plain-1.txt'],
    ['2026/db dump.tar', '2026_2Fdb_20dump.tar'],
    ['with_underscore', 'with_5Funderscore'],
    ['ünïcödé', 'ünïcödé'],
    ['e\u0301', 'e_CC_81'],
    ['🚢', '_F0_9F_9A_A2'],
    ['_41', '_5F41'],
    ['..', '..'],
    ['²', '_C2_B2'],
  ])('%j is %s', (key, alias) => {
    expect(aliasOf(key)).toBe(alias);
    expect(keyOf(alias)).toBe(key);
  });

  it('write any key in characters that the engine takes, and read it back', () => {
    let seed = 7;
    const random = (below: number): number => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % below;
    };
    const pool = ['a', 'Z', '0', '_', '%', '/', '\\', ' ', '+', '\u0001', '\u0301', 'é', 'ß', 'İ', '大', '🚢', '\u2028', '"', '.', '-', '٣', 'ﬁ'];
    const seen = new Map<string, string>();
    for (let turn = 0; turn < 3_000; turn += 1) {
      const key = Array.from({ length: 1 + random(12) }, () => pool[random(pool.length)]).join('');
      const alias = aliasOf(key);
      expect(alias).toMatch(ALLOWED);
      expect(keyOf(alias)).toBe(key);
      expect(seen.get(alias) ?? key).toBe(key);
      seen.set(alias, key);
    }
  });

  it.each(['', '_', 'a_', '_4', '_zz', '_61', '_2f', '_FF', 'a b', '_C3'])('%j was not written here', (alias) => {
    expect(keyOf(alias)).toBeUndefined();
  });

  it('refuse what has no room', () => {
    expect(aliasOf('a'.repeat(255)).length).toBe(255);
    expect(() => aliasOf('a'.repeat(256))).toThrow(/256 characters, the engine takes 255/);
    expect(() => aliasOf('/'.repeat(86))).toThrow(/258 characters/);
  });
});
