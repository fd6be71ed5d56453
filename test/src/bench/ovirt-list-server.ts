import { createServer } from 'node:http';
import { Readable } from 'node:stream';
import { vmElement } from './ovirt-vm-document.ts';

// An engine that has nothing but VMs, in a process of its own: `node ovirt-list-server.js 10000`. It tells its port to whoever started it.

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<vms>\n';
const elements = Array.from({ length: Number(process.argv[2]) }, (_, number) => Buffer.from(vmElement(number)));

const server = createServer((request, response) => {
  request.resume();
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://engine');
  if (pathname.endsWith('/sso/oauth/token')) {
    response
      .setHeader('Content-Type', 'application/json')
      .end('{"access_token":"T","scope":"ovirt-app-api","exp":"9223372036854775807","token_type":"bearer"}');
    return;
  }
  if (!pathname.endsWith('/vms')) {
    response.setHeader('Content-Type', 'application/json').end('{}');
    return;
  }
  const max = Number(searchParams.get('max') ?? elements.length);
  const page = Number(/ page (\d+)$/.exec(searchParams.get('search') ?? ' page 1')?.[1]);
  const found = elements.slice((page - 1) * max, page * max);
  response.setHeader('Content-Type', 'application/xml');
  Readable.from([Buffer.from(HEAD), ...batches(found), Buffer.from('</vms>\n')]).pipe(response);
});

/** In pieces of some 64 KiB, as they would come out of an engine. */
function* batches(all: readonly Buffer[]): Generator<Buffer> {
  for (let start = 0; start < all.length; start += 11) yield Buffer.concat(all.slice(start, start + 11));
}

server.listen(0, '127.0.0.1', () => process.send?.((server.address() as { readonly port: number }).port));
process.on('disconnect', () => process.exit());
