import { gzipSync } from 'node:zlib';
import type { HostileDocument } from './proxy-plan.ts';

interface Served {
  readonly contentType: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

const XML = 'application/xml';
const JSON_TYPE = 'application/json';

const entities = (): string => {
  const levels = Array.from({ length: 10 }, (_, level) => `<!ENTITY l${level + 1} "${`&l${level};`.repeat(10)}">`);
  return `<?xml version="1.0"?><!DOCTYPE r [<!ENTITY l0 "lol">${levels.join('')}]><r>&l10;</r>`;
};

const MAKERS: Readonly<Record<HostileDocument, () => Served>> = {
  'xml-entities': () => ({ contentType: XML, body: Buffer.from(entities()) }),
  'xml-external-entity': () => ({
    contentType: XML,
    body: Buffer.from('<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><r>&x;</r>'),
  }),
  'xml-deep': () => ({ contentType: XML, body: Buffer.from(`${'<a>'.repeat(200_000)}x${'</a>'.repeat(200_000)}`) }),
  'xml-unclosed': () => ({ contentType: XML, body: Buffer.from('<?xml version="1.0"?><vms><vm id="1"><name>a</nam') }),
  'json-deep': () => ({ contentType: JSON_TYPE, body: Buffer.from(`${'['.repeat(200_000)}${']'.repeat(200_000)}`) }),
  'json-prototype': () => ({
    contentType: JSON_TYPE,
    body: Buffer.from('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"servers":{"__proto__":[]}}'),
  }),
  'json-huge-number': () => ({ contentType: JSON_TYPE, body: Buffer.from(`{"n":${'9'.repeat(100_000)}}`) }),
  'json-half': () => ({ contentType: JSON_TYPE, body: Buffer.from('{"servers":[{"id":"1","name":"a') }),
  'invalid-utf8': () => ({ contentType: JSON_TYPE, body: Buffer.concat([Buffer.from('{"name":"'), Buffer.from([0xff, 0xfe, 0xc0, 0x80]), Buffer.from('"}')]) }),
  'wrong-type': () => ({ contentType: JSON_TYPE, body: Buffer.from('"just a text"') }),
  // 160 MiB of blanks in 160 KiB: more than anybody should unpack for a document.
  'gzip-bomb': () => ({
    contentType: JSON_TYPE,
    headers: { 'Content-Encoding': 'gzip' },
    body: Buffer.concat(new Array<Buffer>(160).fill(gzipSync(Buffer.alloc(1024 * 1024, ' ')))),
  }),
  'bad-gzip': () => ({ contentType: JSON_TYPE, headers: { 'Content-Encoding': 'gzip' }, body: Buffer.from('this was never packed') }),
  'html-page': () => ({
    contentType: 'text/html; charset=utf-8',
    body: Buffer.from('<!DOCTYPE html><html><head><title>Sign in</title></head><body><form action="/portal"></form></body></html>'),
  }),
  empty: () => ({ contentType: JSON_TYPE, body: Buffer.alloc(0) }),
};

const made = new Map<HostileDocument, Served>();

export function hostileDocument(name: HostileDocument): Served {
  let served = made.get(name);
  if (served === undefined) {
    served = MAKERS[name]();
    made.set(name, served);
  }
  return served;
}

export const HOSTILE_DOCUMENTS: readonly HostileDocument[] = Object.keys(MAKERS) as HostileDocument[];
