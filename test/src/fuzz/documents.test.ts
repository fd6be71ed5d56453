import { buildXml, parseJson, parseXml, redactUrl, type XmlValue, xml, xmlChildren, xmlText } from '@portolan/core/driver';
import fc from 'fast-check';
import { CloudError, List } from 'portolan';
import { describe, expect, it } from 'vitest';
import { anyText, runs } from './bounded.ts';

/** Ours, never the parser's; says nothing long. */
const expectOurs = (error: unknown): void => {
  if (!(error instanceof CloudError)) throw error;
  expect(error.code).toBe('protocol');
  expect(error.message.length).toBeLessThan(1000);
};

const XML_PIECES = [
  '<a>',
  '</a>',
  '<b/>',
  '<a b="c">',
  '<a b=c>',
  '<',
  '>',
  '&',
  '&amp;',
  '&lt;',
  '&#0;',
  '&#x110000;',
  '&#65;',
  '&nosuch;',
  '<![CDATA[',
  ']]>',
  '<!--',
  '-->',
  '--',
  '<?xml version="1.0"?>',
  '<?pi',
  '?>',
  '<!DOCTYPE a [<!ENTITY x "y">]>',
  '<!ENTITY',
  '&x;',
  '<__proto__>',
  '</__proto__>',
  '<constructor>',
  '<toString/>',
  '<x:a xmlns:x="u">',
  '</x:a>',
  'text',
  ' ',
  '\u0000',
  '\ufffe',
  '\ud800',
  '"',
  "'",
  '=',
  '<a><a><a>',
  '</a></a></a>',
]; // prettier-ignore

describe('the XML reader', () => {
  it('makes a document or a protocol error of anything, and changes no prototype', async () => {
    const hostile = fc.oneof(
      fc.array(fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...XML_PIECES) }, anyText), { maxLength: 25 }).map((pieces) => pieces.join('')),
      fc.array(fc.constantFrom(...XML_PIECES), { maxLength: 25 }).map((pieces) => `<a>${pieces.join('')}</a>`),
    );
    await fc.assert(
      fc.asyncProperty(hostile, async (text) => {
        try {
          const { name, root } = await parseXml(text, { root: ['a', 'text'] });
          expect(['a', 'text']).toContain(name);
          for (const inherited of ['toString', 'constructor', '__proto__', 'hasOwnProperty'])
            if (!Object.hasOwn(root, inherited)) expect(root[inherited]).toBeUndefined();
        } catch (error) {
          expectOurs(error);
        }
        expect(({} as Record<string, unknown>)['b']).toBeUndefined();
        expect(Object.keys(Object.prototype)).toEqual([]);
      }),
      runs(1500),
    );
  });

  it('refuses depth and size of entities without taking long', async () => {
    const deep = `${'<a>'.repeat(20_000)}${'</a>'.repeat(20_000)}`;
    const bomb = `<!DOCTYPE a [${Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join('')}]><a>&l9;</a>`;
    const began = performance.now();
    for (const text of [deep, bomb, `<a>${'&amp;'.repeat(200_000)}</a>`, '<'.repeat(200_000), `<a ${'b="c" '.repeat(20_000)}/>`]) {
      await parseXml(text, { root: 'a' }).catch(expectOurs);
    }
    expect(performance.now() - began).toBeLessThan(5000);
  });

  it('reads what the builder wrote', async () => {
    // What XML cannot carry at all is not asked of it; a carriage return is read as a line feed by every reader.
    const carried = anyText.map((text) => text.toWellFormed().replaceAll(/[\u0000-\u0008\u000b-\u001f\ufffe\uffff\r]/g, ''));
    await fc.assert(
      fc.asyncProperty(fc.array(carried, { minLength: 1, maxLength: 5 }), carried, async (texts, attribute) => {
        const written = buildXml(xml('a', { 'b-c': attribute }, ...texts.map((text) => xml('i', {}, text))));
        const { root } = await parseXml(written, { root: 'a', arrays: new Set(['i']) });
        expect(xmlText(root, '@b-c')).toBe(attribute);
        const items = (root as Readonly<Record<string, XmlValue | undefined>>)['i'];
        expect(items).toEqual(texts);
        expect(xmlChildren(root, 'i')).toHaveLength(texts.length);
      }),
      runs(500),
    );
  });
});

describe('the JSON reader', () => {
  it('reads what JSON.parse reads, and makes protocol errors of all else', () => {
    const broken = fc
      .tuple(fc.json(), fc.nat(), anyText)
      .map(([text, at, put]) => text.slice(0, at % (text.length + 1)) + put + text.slice(at % (text.length + 1)));
    fc.assert(
      fc.property(fc.oneof(fc.json(), broken, anyText), fc.constantFrom('round', 'string', 'refuse'), (text, bigIntegers) => {
        let expected: { value: unknown } | undefined;
        try {
          expected = { value: JSON.parse(text.startsWith('\ufeff') ? text.slice(1) : text) };
        } catch {
          // Not JSON.
        }
        try {
          const value = parseJson(text, { bigIntegers: bigIntegers as 'round' | 'string' | 'refuse' });
          expect(expected).toBeDefined();
          if (!/\d{16}/.test(text)) expect(value).toEqual(expected?.value);
        } catch (error) {
          expectOurs(error);
          if (bigIntegers !== 'refuse') expect(expected).toBeUndefined();
        }
      }),
      runs(2000),
    );
  });

  it('keeps every digit of large integers where it is asked to, and no string changes', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), fc.string(), (number, text) => {
        const value = parseJson(`{"n":${number},"s":${JSON.stringify(`${text}${number}`)}}`, { bigIntegers: 'string' }) as { n: unknown; s: string };
        expect(String(value.n)).toBe(String(number));
        expect(value.s).toBe(`${text}${number}`);
      }),
      runs(500),
    );
  });
});

describe('a list', () => {
  it('over pages of any kind is whole or fails: never short, never endless', async () => {
    const page = fc.record({
      items: fc.array(fc.nat(), { maxLength: 4 }),
      /** Which page the cursor leads to. Any: also to one that was there. */
      next: fc.option(fc.nat({ max: 6 }), { nil: undefined, freq: 6 }),
      fails: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(page, { minLength: 1, maxLength: 7 }), fc.boolean(), fc.nat({ max: 8 }), async (pages, mayFail, limit) => {
        const asked: number[] = [];
        const at = (cursor: string | undefined): number => (cursor === undefined ? 0 : Number(cursor) % pages.length);
        const list = new List<number>({
          context: { provider: 'fuzz', operation: 'things.list' },
          fetch: async (cursor) => {
            const index = at(cursor);
            asked.push(index);
            const { items, next, fails } = pages[index] ?? { items: [], next: undefined, fails: false };
            if (mayFail && fails) throw new CloudError('unavailable', 'gone');
            return { items, ...(next === undefined ? {} : { next: String(next) }) };
          },
        });
        // The truth, walked by hand.
        const expected: number[] = [];
        let end: 'whole' | 'protocol' | 'unavailable' = 'whole';
        const cursors = new Set<number>();
        for (let index = 0; ; ) {
          const one = pages[index];
          if (one === undefined) break;
          if (mayFail && one.fails) {
            end = 'unavailable';
            break;
          }
          if (one.next !== undefined && cursors.has(one.next)) {
            end = 'protocol';
            break;
          }
          expected.push(...one.items);
          if (one.next === undefined) break;
          cursors.add(one.next);
          index = one.next % pages.length;
        }
        const got: number[] = [];
        try {
          for await (const item of list) got.push(item);
          expect(end).toBe('whole');
        } catch (error) {
          if (!(error instanceof CloudError)) throw error;
          expect(error.code).toBe(end);
          expect(error).toMatchObject({ provider: 'fuzz', operation: 'things.list' });
        }
        expect(got).toEqual(expected);
        // Every page is asked for once; cursors that differ may lead to the same page here.
        expect(asked.length).toBeLessThanOrEqual(8);
        const first = await list.toArray(limit).catch((error: unknown) => {
          if (!(error instanceof CloudError)) throw error;
          return undefined;
        });
        if (first !== undefined) expect(first).toEqual(expected.slice(0, limit));
        else expect(expected.length).toBeLessThan(limit);
      }),
      runs(1000),
    );
  });
});

describe('redaction', () => {
  it('takes no longer for hostile URLs', () => {
    const began = performance.now();
    for (const url of [
      `http://${'a'.repeat(100_000)}`,
      `/${'?a=b'.repeat(50_000)}`,
      `/?${'&'.repeat(200_000)}`,
      `/?${'a='.repeat(100_000)}`,
      `${'a'.repeat(200_000)}://`,
    ])
      redactUrl(url);
    expect(performance.now() - began).toBeLessThan(1000);
  });
});
