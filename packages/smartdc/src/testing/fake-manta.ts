import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { HttpRequest } from '@portolan/core/driver';
import { MantaClient } from '../client.ts';
import { type FakeAnswer, type FakeConnection, fakeConnection, json, noAuth } from './fake-connection.ts';

interface StoredObject {
  readonly bytes: Buffer;
  readonly etag: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** As much of Manta as its directories need, with a list of what was asked. Directories are entries whose value is undefined. */
export class FakeManta {
  readonly entries: Map<string, StoredObject | undefined> = new Map([['/demo/stor', undefined]]);
  readonly connection: FakeConnection;
  readonly client: MantaClient;
  /** What happens before a request is answered; an answer of its own ends it. */
  before: (request: HttpRequest, path: string) => FakeAnswer | undefined = () => undefined;
  #etags = 0;

  constructor() {
    this.connection = fakeConnection((request) => this.#answer(request));
    this.client = new MantaClient(this.connection, noAuth, { url: 'https://manta.test', account: 'demo' });
  }

  /** `PUT /stor/b/a`, in the order they came. */
  get asked(): readonly string[] {
    return this.connection.sent.map((request) => `${request.method} ${request.target.replace(/^\/demo/, '')}`);
  }

  /** Paths below `/demo/stor/`; directories end with a slash. */
  get paths(): readonly string[] {
    return [...this.entries]
      .filter(([path]) => path !== '/demo/stor')
      .map(([path, entry]) => path.slice('/demo/stor/'.length) + (entry === undefined ? '/' : ''))
      .sort();
  }

  addDirectory(path: string): void {
    this.entries.set(`/demo/stor/${path}`, undefined);
  }

  addObject(path: string, content = 'x'): void {
    const parts = path.split('/');
    for (let depth = 1; depth < parts.length; depth += 1) this.addDirectory(parts.slice(0, depth).join('/'));
    this.entries.set(`/demo/stor/${path}`, this.#object(Buffer.from(content), { 'content-type': 'text/plain' }));
  }

  #object(bytes: Buffer, headers: Readonly<Record<string, string>>): StoredObject {
    this.#etags += 1;
    return { bytes, etag: `etag-${this.#etags}`, headers };
  }

  async #answer(request: HttpRequest): Promise<FakeAnswer> {
    const [encoded = '', query = ''] = request.target.split('?');
    const path = decodeURIComponent(encoded);
    const scripted = this.before(request, path);
    if (scripted !== undefined) return scripted;
    const has = this.entries.has(path);
    const entry = this.entries.get(path);
    switch (request.method) {
      case 'PUT':
        return this.#put(request, path, query);
      case 'DELETE':
        if (!has) return refuse(404, 'ResourceNotFound');
        if (entry === undefined && this.#children(path).length > 0) return refuse(400, 'DirectoryNotEmpty');
        this.entries.delete(path);
        return { status: 204 };
      default:
        if (!has) return request.method === 'HEAD' ? { status: 404 } : refuse(404, 'ResourceNotFound');
        return entry === undefined ? this.#list(request, path, query) : read(request, entry);
    }
  }

  async #put(request: HttpRequest, path: string, query: string): Promise<FakeAnswer> {
    const parent = path.slice(0, path.lastIndexOf('/'));
    if (!this.entries.has(parent)) return refuse(404, 'DirectoryDoesNotExist');
    if (this.entries.get(parent) !== undefined) return refuse(400, 'ParentNotDirectory');
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), value]));
    if (/type=directory/.test(headers['content-type'] ?? '')) {
      this.entries.set(path, undefined);
      return { status: 204 };
    }
    const before = this.entries.get(path);
    // As restify 6.4 does it: what is not there has an empty etag, and `*` matches it too.
    if (headers['if-none-match'] === '*') return refuse(412, 'PreconditionFailed');
    const wanted = headers['if-match']?.replace(/^"(\w*)"$/, '$1');
    if (wanted !== undefined && wanted !== '*' && wanted !== (before?.etag ?? '')) return refuse(412, 'PreconditionFailed');
    if (query === 'metadata=true') {
      if (before === undefined) return refuse(404, 'ResourceNotFound');
      if (request.body === undefined || request.body.length !== undefined) return refuse(400, 'InvalidUpdate');
      this.entries.set(path, { ...before, headers: kept(headers) });
      return { status: 204 };
    }
    if (this.entries.has(path) && before === undefined) return refuse(400, 'InvalidUpdate');
    const object = this.#object(await drain(request), kept(headers));
    this.entries.set(path, object);
    return { status: 204, headers: { etag: object.etag, 'computed-md5': md5(object.bytes) } };
  }

  #list(request: HttpRequest, path: string, query: string): FakeAnswer {
    const parameters = new URLSearchParams(query);
    const children = this.#children(path);
    const headers = { 'content-type': 'application/x-json-stream; type=directory', 'result-set-size': String(children.length) };
    if (request.method === 'HEAD') return { status: 200, headers };
    const marker = parameters.get('marker');
    const page = children
      .filter((name) => marker === null || Buffer.compare(Buffer.from(name), Buffer.from(marker)) >= 0)
      .slice(0, Number(parameters.get('limit') ?? 256));
    const lines = page.map((name) => {
      const entry = this.entries.get(`${path}/${name}`);
      return entry === undefined
        ? { name, type: 'directory' }
        : { name, type: 'object', etag: entry.etag, size: entry.bytes.byteLength, contentMD5: md5(entry.bytes) };
    });
    return { status: 200, headers, body: lines.map((line) => `${JSON.stringify(line)}\n`).join('') };
  }

  #children(path: string): string[] {
    const names = [...this.entries.keys()].filter((key) => key.startsWith(`${path}/`)).map((key) => key.slice(path.length + 1));
    return names.filter((name) => !name.includes('/')).sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  }
}

const md5 = (bytes: Buffer): string => createHash('md5').update(bytes).digest('base64');

const refuse = (status: number, code: string): FakeAnswer => json({ code, message: code }, status);

const kept = (headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(headers).filter(([name]) => /^(m-.+|content-type|content-disposition|cache-control|access-control-.*|surrogate-key)$/.test(name)),
  );

function read(request: HttpRequest, entry: StoredObject): FakeAnswer {
  const headers = { ...entry.headers, etag: entry.etag, 'content-md5': md5(entry.bytes), 'content-length': String(entry.bytes.byteLength) };
  return { status: 200, headers, body: request.method === 'HEAD' ? '' : entry.bytes };
}

async function drain(request: HttpRequest): Promise<Buffer> {
  const source = request.body?.open() ?? Buffer.alloc(0);
  if (!(source instanceof Readable)) return Buffer.from(source);
  const chunks: Buffer[] = [];
  for await (const chunk of source as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}
