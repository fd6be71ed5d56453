import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { xmlRequired } from '../codec/xml-node.ts';
import { CloudError } from '../errors/cloud-error.ts';
import { asXml, asXmlList } from './read-xml.ts';
import { answer, bench } from './testing/fake-connection.ts';
import { rejectionOf, request } from './testing/local-server.ts';

const get = request('https://h', '/vms');
const asVms = asXmlList({ root: 'vms', items: 'vm' }, (vm) => xmlRequired(vm, 'name'));

describe('asXml', () => {
  it('reads a document, and shows what came instead of one', async () => {
    expect((await bench([{ status: 200, body: '<vm><name>a</name></vm>' }]).client.read(get, {}, asXml({ root: 'vm' }))).body.root).toEqual({ name: 'a' });
    const page = bench([{ status: 200, headers: { 'content-type': 'text/html' }, body: '<html/>' }]);
    expect(await rejectionOf(page.client.read(get, {}, asXml({ root: 'vm' })))).toMatchObject({
      code: 'protocol',
      status: 200,
      message: expect.stringContaining('text/html'),
      remedy: 'check the endpoint: a web page answered',
    });
  });
});

describe('asXmlList', () => {
  const text = '<vms><vm><name>a</name></vm><vm><name>b</name></vm></vms>';

  it('maps items as they arrive, packed or not', async () => {
    const { client } = bench([
      { status: 200, body: text },
      () => answer({ status: 200, headers: { 'content-encoding': 'gzip' }, body: Readable.from([gzipSync(text)]) }),
    ]);
    for (let turn = 0; turn < 2; turn += 1) expect((await client.read(get, {}, asVms)).body.items).toEqual(['a', 'b']);
  });

  it('asks again for a listing that broke off, and begins anew', async () => {
    const cut = new Readable({
      read() {
        this.push('<vms><vm><name>a</name></vm>');
        this.destroy(new CloudError('protocol', 'cut off', { retry: 'maybe', outcome: 'unknown' }));
      },
    });
    const { client, transport } = bench([() => answer({ status: 200, body: cut }), { status: 200, body: text }]);
    expect((await client.read(get, {}, asVms)).body.items).toEqual(['a', 'b']);
    expect(transport.sent.length).toBe(2);
  });

  it('destroys the answer when an item is not what it should be', async () => {
    const body = Readable.from([Buffer.from('<vms><vm/>'), Buffer.from('<vm/></vms>')]);
    const { client } = bench([() => answer({ status: 200, body })]);
    expect(await rejectionOf(client.read(get, {}, asVms))).toMatchObject({ code: 'protocol' });
    expect(body.destroyed).toBe(true);
  });
});
