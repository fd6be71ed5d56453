import { describe, expect, it } from 'vitest';
import { nameAt } from './xml-names.ts';

describe('nameAt', () => {
  it('makes a name once, wherever it stands', () => {
    const first = nameAt('<s3:Key a="1">', 1);
    expect(first).toEqual({ raw: 's3:Key', local: 'Key', attribute: '@Key', declares: false });
    expect(nameAt('</s3:Key>', 2)).toBe(first);
  });

  it('tells apart names that begin or end alike, however many there are', () => {
    const names = Array.from({ length: 20_000 }, (_, index) => `n${index.toString(36)}_name`);
    for (const end of [' ', '>']) expect(names.filter((name) => nameAt(`${name}${end}`, 0)?.raw !== name)).toEqual([]);
  });

  it('knows declarations of prefixes', () => {
    expect(nameAt('xmlns:s3="u"', 0)?.declares).toBe(true);
    expect(nameAt('xmlns="u"', 0)).toMatchObject({ declares: false, attribute: '@xmlns' });
  });

  it.each(['', ' a', '1a', '-a', '.a', '="x"', '>'])('finds no name at %j', (text) => {
    expect(nameAt(text, 0)).toBeUndefined();
  });

  it('takes letters of any script', () => {
    expect(nameAt('日本é>', 0)?.raw).toBe('日本é');
  });

  it('does not keep long ones', () => {
    const long = `<${'x'.repeat(100)}>`;
    expect(nameAt(long, 1)).toEqual(nameAt(long, 1));
    expect(nameAt(long, 1)).not.toBe(nameAt(long, 1));
  });

  it('keeps names of every object apart from what objects inherit', () => {
    expect(nameAt('__proto__>', 0)).toMatchObject({ raw: '__proto__', local: '__proto__' });
    expect(nameAt('constructor>', 0)?.local).toBe('constructor');
  });
});
