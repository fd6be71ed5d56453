import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { rejectionOf } from '../transport/testing/local-server.ts';
import { buildXml, type XmlElement, xml } from './build-xml.ts';
import { parseXml } from './xml.ts';
import { readXmlList } from './xml-list.ts';
import { type XmlNode, xmlChildren, xmlRequired, xmlText } from './xml-node.ts';

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

async function* pieces(text: string, size: number): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text, 'utf8');
  for (let start = 0; start < bytes.byteLength; start += size) yield bytes.subarray(start, start + size);
}

const LISTING =
  '\ufeff<?xml version="1.0" encoding="UTF-8"?>\n<!-- a listing --><s3:ListBucketResult xmlns:s3="urn:s3" xmlns="urn:d">\n  <Name>b&amp;c</Name>\n' +
  '  <IsTruncated>true</IsTruncated><!-- <Contents> -->\n  <Contents><Key>a&#13;é</Key><Size>1</Size><Owner id="7"><ID>x</ID></Owner></Contents>\n' +
  '  <CommonPrefixes><Prefix>p/</Prefix></CommonPrefixes><Contents><Key><![CDATA[<Contents>&amp;]]></Key><Size/></Contents>\n  <Contents/>\n' +
  '  <NextMarker>m😀</NextMarker>\n</s3:ListBucketResult>\n<!-- end -->\n';

describe('readXmlList', () => {
  const options = { root: 'ListBucketResult', items: ['Contents', 'CommonPrefixes'] };
  const read = (source: string | AsyncIterable<Uint8Array>) =>
    readXmlList(source, options, (item, path) => [path, xmlText(item, 'Key') ?? xmlText(item, 'Prefix'), xmlText(item, 'Size')]);
  const expected = {
    name: 'ListBucketResult',
    root: { '@xmlns': 'urn:d', Name: 'b&c', IsTruncated: 'true', NextMarker: 'm😀' },
    items: [
      ['Contents', 'a\ré', '1'],
      ['CommonPrefixes', 'p/', undefined],
      ['Contents', '<Contents>&amp;', ''],
      ['Contents', undefined, undefined],
    ],
  };

  it('maps the items in order and keeps what stands around them', async () => {
    const list = await read(LISTING);
    expect({ ...list, root: plain(list.root) }).toEqual(expected);
  });

  it.each([1, 2, 3, 7, 64, 1000])('does so when it arrives %i bytes at a time, in the middle of characters too', async (size) => {
    const list = await read(pieces(LISTING, size));
    expect({ ...list, root: plain(list.root) }).toEqual(expected);
  });

  it('finds items further down', async () => {
    const text =
      '<R><requestId>q</requestId><reservationSet><item><id>1</id><set><item>x</item></set></item><item><id>2</id></item></reservationSet><nextToken>t</nextToken></R>';
    const list = await readXmlList(text, { root: 'R', items: 'reservationSet/item', arrays: new Set(['item']) }, (item) => [
      xmlRequired(item, 'id'),
      xmlChildren(item, 'set').length,
    ]);
    expect(list.items).toEqual([
      ['1', 1],
      ['2', 0],
    ]); // prettier-ignore
    expect(plain(list.root)).toEqual({ requestId: 'q', reservationSet: {}, nextToken: 't' });
  });

  it.each(['<vms/>', '<vms></vms>', '<vms>\n</vms>', '<vms a="1"/>'])('is empty for %s', async (text) => {
    expect((await readXmlList(text, { root: 'vms', items: 'vm' }, () => 1)).items).toEqual([]);
  });

  it('never takes a cut listing for a whole one, wherever it is cut', async () => {
    const body = LISTING.slice(0, LISTING.indexOf('\n<!-- end'));
    for (let cut = 0; cut < body.length; cut += 1) {
      expect(await rejectionOf(read(pieces(body.slice(0, cut), 50)))).toMatchObject({ code: 'protocol', retry: 'never' });
    }
    expect((await read(body)).items.length).toBe(4);
  });

  const hostile: readonly (readonly [string, string])[] = [
    ['a DOCTYPE', '<!DOCTYPE r [<!ENTITY a "b">]><r><i>&a;</i></r>'],
    ['an unknown entity', '<r><i>&nbsp;</i></r>'],
    ['an entity without its end', '<r><i>a & b</i></r>'],
    ['a NUL', '<r><i>&#0;</i></r>'],
    ['half a surrogate pair', '<r><i>&#xD800;</i></r>'],
    ['another root', '<html><body>Log in</body></html>'],
    ['two roots', '<r/><r/>'],
    ['text behind the root', '<r/>x'],
    ['text before the root', 'x<r/>'],
    ['wrong nesting', '<r><i><a></i></a></r>'],
    ['a wrong end of the root', '<r><i/></x>'],
    ['an attribute without quotes', '<r><i a=1/></r>'],
    ['an attribute without a value', '<r><i a/></r>'],
    ['an attribute twice', '<r><i a="1" a="2"/></r>'],
    ['attributes without a blank', '<r><i a="1"b="2"/></r>'],
    ['a name that begins with a digit', '<r><1/></r>'],
    ['nesting too deep', `<r>${'<i>'.repeat(100)}${'</i>'.repeat(100)}</r>`],
    ['JSON', '{"r":[]}'],
    ['nothing', ' \n'],
  ];
  it.each(hostile)('refuses %s', async (_, text) => {
    const error = await rejectionOf(readXmlList(text, { root: 'r', items: 'i', status: 200 }, (item) => item));
    expect(error).toMatchObject({ code: 'protocol', status: 200, retry: 'never' });
  });

  it('makes names of every object harmless', async () => {
    const { items } = await readXmlList('<r><i><__proto__>1</__proto__><constructor>2</constructor></i></r>', { root: 'r', items: 'i' }, (item) => item);
    expect(Object.keys(items[0] as XmlNode)).toEqual(['__proto__', 'constructor']);
    const empty = (await readXmlList('<r><i><a/></i></r>', { root: 'r', items: 'i' }, (item) => item)).items[0] as XmlNode;
    for (const name of ['constructor', 'toString', '__proto__']) expect(empty[name]).toBeUndefined();
  });

  it('passes on what the mapping throws', async () => {
    const wrong = new Error('no such state');
    const mapping = (): never => {
      throw wrong;
    };
    expect(await rejectionOf(readXmlList('<r><i/></r>', { root: 'r', items: 'i' }, mapping))).toBe(wrong);
  });

  it('forgets the text of items of which ids, names and times are kept', async () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const used = (): number => {
      collect();
      return process.memoryUsage().heapUsed / 2 ** 20;
    };
    const item = (id: number): string =>
      `<i id="4c1d5f2e-0000-4000-8000-${String(id).padStart(12, '0')}"><name>some longer name ${id}</name><at>2026-03-01T10:15:30.123+01:00</at><text>${'x'.repeat(2_000)}</text></i>`;
    const source = async function* (): AsyncGenerator<Uint8Array> {
      yield Buffer.from('<r>');
      for (let id = 0; id < 12_000; id += 1) yield Buffer.from(item(id));
      yield Buffer.from('</r>');
    };
    const before = used();
    const { items } = await readXmlList(source(), { root: 'r', items: 'i' }, (one) => [xmlText(one, '@id'), xmlText(one, 'name'), xmlText(one, 'at')]);
    const kept = used() - before;
    expect([items.length, items[11_999]?.[1]]).toEqual([12_000, 'some longer name 11999']);
    // The whole text has 25 MB; what is kept of it some 3.
    expect(kept).toBeLessThan(10);
  });

  it('passes on what its source fails with', async () => {
    const broken = new Error('broken');
    const source = async function* (): AsyncGenerator<Uint8Array> {
      yield Buffer.from('<r><i/>');
      throw broken;
    };
    expect(await rejectionOf(readXmlList(source(), { root: 'r', items: 'i' }, () => 1))).toBe(broken);
  });

  it('lets the event loop breathe, by the clock', async () => {
    let now = 0;
    // Every look at the clock is a millisecond later.
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => now++);
    let breaths = 0;
    let over = false;
    const breathe = (): void => {
      breaths += 1;
      if (!over) setImmediate(breathe);
    };
    setImmediate(breathe);
    try {
      const { items } = await readXmlList(`<r>${'<i/>'.repeat(1000)}</r>`, { root: 'r', items: 'i' }, () => 1);
      expect(items.length).toBe(1000);
    } finally {
      over = true;
      clock.mockRestore();
    }
    // A turn is 5 ms: five or six items of them.
    expect(breaths).toBeGreaterThan(1000 / 6 - 2);
  });
});

describe('readXmlList and parseXml', () => {
  const name = fc.constantFrom('a', 'b', 'item', 'n:c', 'x-y.z');
  const value = fc.string({ unit: 'grapheme' }).map((text) => text.replace(/\p{Cc}|\ufffe|\uffff/gu, ' '));
  const { element } = fc.letrec<{ element: XmlElement }>((tie) => ({
    element: fc
      .tuple(
        name,
        fc.dictionary(fc.constantFrom('id', 'href', 'n:type'), value, { maxKeys: 2 }),
        fc.oneof({ maxDepth: 4 }, fc.array(value, { maxLength: 1 }), fc.array(tie('element'), { maxLength: 4 })),
      )
      .map(([tag, attributes, children]) => xml(tag, attributes, ...(children as (string | XmlElement)[]))),
  }));
  const arrays = new Set(['item']);

  it('read the same of any document', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(element, { maxLength: 4 }), async (children) => {
        const text = buildXml(xml('r', {}, ...children.map((child) => xml('entry', {}, child))));
        const whole = await parseXml(text, { root: 'r', arrays: new Set([...arrays, 'entry']) });
        const list = await readXmlList(pieces(text, 17), { root: 'r', items: 'entry', arrays }, (item) => item);
        expect(plain(list.items)).toEqual(plain(xmlChildren(whole.root, 'entry')));
      }),
      { numRuns: 300 },
    );
  });

  it('read the same of odd but proper documents', async () => {
    const odd = [
      '<r><i a = "1"\n\tb=\'2\' ><k  >v</k\n></i ></r >',
      '<r><i>a<!-- c -->b<![CDATA[c]]>d</i></r>',
      '<r><i> <b/> </i><i> </i><i\n/></r>',
      '<r>\r\n<i>a\r\nb\rc</i>\r\n</r>',
      '<r><i a="x > y">]]</i></r>',
      '<?xml version="1.0"?><?pi a?><r><?pi b?><i>1</i></r>',
      '<n:r xmlns:n="u"><n:i n:a="1">t</n:i></n:r>',
      '<r><i>&#x10FFFF;&#65;&lt;&amp;lt;</i></r>',
      '<r><i>mixed <b>bold</b> text</i></r>',
      '<r><i>\n <b/> \r\n <c> <d/>\t<e/> x</c> \n mixed <b/>  </i></r>',
      '<r><i a="1"> </i><i a="1">\n<b/>\n</i><i> <!-- c --> <b/> </i><i> <![CDATA[ ]]> <b/></i></r>',
      '<r><i a="&lt;\r\n&amp;" b="&#13;">&quot;</i><i a="x">y\rz&gt;</i></r>',
      '<r><é>ü</é><i><日本>x</日本></i></r>',
    ];
    for (const text of odd) {
      const whole = await parseXml(text, { root: 'r', arrays: new Set(['i']) });
      const list = await readXmlList(text, { root: 'r', items: 'i' }, (item) => item);
      expect([text, plain(list.items)]).toEqual([text, plain(xmlChildren(whole.root, 'i'))]);
    }
  });
});

describe('readXmlList and texts that never come to anything', () => {
  it('gives up 64 MiB of blanks about as fast as they come: their beginning is not looked at again with every piece', async () => {
    const blanks = Buffer.alloc(64 * 1024, ' ');
    async function* pieces(): AsyncGenerator<Uint8Array> {
      for (let sent = 0; sent < 160 * 1024 * 1024; sent += blanks.length) yield blanks;
    }
    const began = performance.now();
    await expect(readXmlList(pieces(), { root: 'vms', items: 'vm' }, () => undefined)).rejects.toMatchObject({ code: 'protocol' });
    expect(performance.now() - began).toBeLessThan(4_000);
  });
});
