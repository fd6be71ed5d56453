import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rejectionOf } from '../transport/testing/local-server.ts';
import { buildXml, xml } from './build-xml.ts';
import { parseXml } from './xml.ts';
import { type XmlNode, xmlChild, xmlChildren, xmlRequired, xmlText, xmlTexts } from './xml-node.ts';

const ARRAYS = new Set(['item', 'Contents']);
const rootOf = async (text: string): Promise<XmlNode> => (await parseXml(text, { root: 'r', arrays: ARRAYS })).root;

describe('parseXml', () => {
  it('keeps every value the text it was', async () => {
    const root = await rootOf('<r><a>0123</a><b>1e5</b><c> padded </c><d>true</d><e>12345678901234567890</e><f/><g></g></r>');
    expect({ ...root }).toEqual({ a: '0123', b: '1e5', c: ' padded ', d: 'true', e: '12345678901234567890', f: '', g: '' });
  });

  it('makes a list of what is declared as one, and of what repeats', async () => {
    const root = await rootOf('<r><item>1</item><x>a</x><x>b</x><y><item><k>v</k></item></y></r>');
    expect(root['item']).toEqual(['1']);
    expect(root['x']).toEqual(['a', 'b']);
    expect(JSON.parse(JSON.stringify(root['y']))).toEqual({ item: [{ k: 'v' }] });
  });

  it('reads attributes, namespaces, CDATA, comments and declarations', async () => {
    const root = await rootOf(
      '<?xml version="1.0" encoding="UTF-8"?><!-- c --><n:r xmlns:n="urn:x" xmlns="urn:y"><n:a id="7" xsi:type="T">t</n:a><b><![CDATA[<&amp;>]]></b><?pi x?></n:r>',
    );
    expect(JSON.parse(JSON.stringify(root))).toMatchObject({ a: { '#text': 't', '@id': '7', '@type': 'T' }, b: '<&amp;>' });
  });

  it('decodes the five entities and all numeric ones, control characters too', async () => {
    const root = await rootOf('<r><a>&lt;&gt;&amp;&quot;&apos;&#13;&#x41;&#x1F600;&amp;lt;</a><b x="&#10;&quot;"/><c>k&#x1;&#27;</c></r>');
    expect(xmlText(root, 'a')).toBe('<>&"\'\rA😀&lt;');
    expect(xmlText(xmlChild(root, 'b') as XmlNode, '@x')).toBe('\n"');
    expect(xmlText(root, 'c')).toBe('k\u0001\u001b');
  });

  it('decodes thousands of entities in one document', async () => {
    const root = await rootOf(`<r>${'<item>&quot;e&quot;</item>'.repeat(3000)}</r>`);
    expect(xmlTexts(root, 'item').filter((text) => text === '"e"').length).toBe(3000);
  });

  it('drops the blanks of pretty printing but not those of values', async () => {
    const root = await rootOf('<r>\n  <a>\n    <b>  </b>\n  </a>\n</r>');
    expect(JSON.parse(JSON.stringify(root))).toEqual({ a: { b: '  ' } });
  });

  it('says which of several roots it was', async () => {
    expect((await parseXml('<fault><reason>r</reason></fault>', { root: ['action', 'fault'] })).name).toBe('fault');
  });

  it('gives an empty record for an empty root, and keeps the text of a root without children', async () => {
    expect((await parseXml('<r/>', { root: 'r' })).root).toEqual({});
    expect((await parseXml('<LocationConstraint xmlns="u">EU</LocationConstraint>', { root: 'LocationConstraint' })).root['#text']).toBe('EU');
    expect((await parseXml('<LocationConstraint>EU</LocationConstraint>', { root: 'LocationConstraint' })).root['#text']).toBe('EU');
  });

  it('makes records that inherit nothing', async () => {
    const root = await rootOf('<r><a><b/></a></r>');
    for (const name of ['constructor', 'toString', 'hasOwnProperty', '__proto__'])
      expect([root[name], (root['a'] as XmlNode)[name]]).toEqual([undefined, undefined]);
  });

  it('takes an attribute named like a prototype for what it is: a name', async () => {
    const root = await rootOf('<r __proto__="1"/>');
    expect([Object.keys(root), Reflect.get(root, '__proto__')]).toEqual([['@__proto__'], undefined]);
  });

  const bomb = '<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><r>&b;</r>';
  const hostile: readonly (readonly [string, string])[] = [
    ['an entity bomb', bomb],
    ['an external entity', '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><r>&x;</r>'],
    ['a redefined entity', '<!DOCTYPE r [<!ENTITY lt "x">]><r>&lt;</r>'],
    ['a DOCTYPE in small letters', '<!doctype r><r/>'],
    ['a truncated document', '<r><item>1</item><item>'],
    ['a truncated tag', '<r><a>1</a'],
    ['a truncated text', '<r>abc'],
    ['two roots', '<r/><r/>'],
    ['wrong nesting', '<r><a><b></a></b></r>'],
    ['another root', '<html><body/></html>'],
    ['JSON', '{"r":1}'],
    ['text', 'Service Unavailable'],
    ['nothing', '  '],
    ['only a declaration', '<?xml version="1.0"?>'],
    ['a name that is a prototype', '<r><__proto__><polluted>1</polluted></__proto__></r>'],
    ['a name that is a constructor', '<r><constructor><prototype>1</prototype></constructor></r>'],
    ['a name every object has', '<r><hasOwnProperty>1</hasOwnProperty></r>'],
    ['nesting too deep', `<r>${'<a>'.repeat(200)}${'</a>'.repeat(200)}</r>`],
    ['a NUL', '<r>&#0;</r>'],
  ];
  it.each(hostile)('refuses %s', async (_, text) => {
    const error = await rejectionOf(parseXml(text, { root: 'r', status: 200 }));
    expect(error).toMatchObject({ code: 'protocol', status: 200, retry: 'never' });
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('says of a web page what it is', async () => {
    expect(await rejectionOf(parseXml('<html><body>Log in</body></html>', { root: 'r' }))).toMatchObject({
      remedy: 'check the endpoint: a web page answered',
      message: expect.stringContaining('<html> instead of <r>'),
    });
  });
});

describe('reading a record', () => {
  it('tells nothing, empty, text and children apart', async () => {
    const root = await rootOf('<r><empty/><text a="1">t</text><attr a="1"/><child><x>1</x></child><many>1</many><many>2</many></r>');
    expect([xmlText(root, 'none'), xmlText(root, 'empty'), xmlText(root, 'text'), xmlText(root, 'attr')]).toEqual([undefined, '', 't', '']);
    expect(xmlChild(root, 'none')).toBeUndefined();
    expect(xmlChild(root, 'empty')).toEqual({});
    expect(xmlRequired(xmlChild(root, 'child') as XmlNode, 'x')).toBe('1');
    expect([xmlChildren(root, 'none').length, xmlChildren(root, 'child').length, xmlTexts(root, 'many')]).toEqual([0, 1, ['1', '2']]);
    for (const wrong of [() => xmlText(root, 'child'), () => xmlText(root, 'many'), () => xmlChild(root, 'many'), () => xmlRequired(root, 'none')]) {
      expect(wrong).toThrowError(expect.objectContaining({ code: 'protocol' }));
    }
  });
});

describe('buildXml', () => {
  it('writes elements, attributes, lists and nothing for undefined', () => {
    const absent: string | undefined = undefined;
    const root = xml('vm', { id: 7, gone: absent, bootable: true }, xml('name', {}, 'a'), absent, [xml('tag', {}, 1), xml('tag', {}, 2n)], xml('empty'));
    expect(buildXml(root)).toBe('<?xml version="1.0" encoding="UTF-8"?><vm id="7" bootable="true"><name>a</name><tag>1</tag><tag>2</tag><empty/></vm>');
  });

  it('escapes what would be markup or changed on the way', () => {
    expect(buildXml(xml('a', { q: '"<&\'\n\t\r' }, ']]>&<"\'\n\t\r'))).toBe(
      '<?xml version="1.0" encoding="UTF-8"?><a q="&quot;&lt;&amp;&apos;&#10;&#9;&#13;">]]&gt;&amp;&lt;&quot;&apos;\n\t&#13;</a>',
    );
  });

  it.each(['a\0', '\u0001', '\u001b', '\ufffe', '\ud800', '\udc00x'])('refuses %j instead of dropping it', (text) => {
    expect(() => buildXml(xml('a', {}, text))).toThrowError(expect.objectContaining({ code: 'invalid-argument', outcome: 'not-done' }));
    expect(() => buildXml(xml('a', { b: text }))).toThrowError(expect.objectContaining({ code: 'invalid-argument' }));
  });

  it.each(['', 'a b', '1a', 'a>', 'a"', '<a', 'a:b:c'])('refuses the name %j', (name) => {
    expect(() => buildXml(xml(name))).toThrowError(expect.objectContaining({ code: 'invalid-argument' }));
    expect(() => buildXml(xml('a', { [name]: 1 }))).toThrowError(expect.objectContaining({ code: 'invalid-argument' }));
  });

  it('writes what parseXml reads back, for any text', async () => {
    // oxlint-disable-next-line no-control-regex -- what XML cannot carry is left out
    const text = fc.string({ unit: 'grapheme' }).map((some) => some.replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, ''));
    await fc.assert(
      fc.asyncProperty(text, text, async (value, attribute) => {
        const root = await rootOf(buildXml(xml('r', {}, xml('a', { b: attribute }, `x${value}x`))));
        const a = xmlChild(root, 'a') as XmlNode;
        expect([xmlText(a, '@b'), a['#text']]).toEqual([attribute, `x${value}x`]);
      }),
    );
  });
});
