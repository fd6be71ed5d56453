import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { holds, md5, smallIndex, smallKey, smallRange } from './content.ts';
import type { Counters } from './counters.ts';
import type { Measure } from './protocol.ts';

const PAGE = 10_000;
const MODIFIED = '2026-11-22T10:00:00.000000';

/** As much of Keystone and Swift as is written to. Nothing is stored but which of the pieces came; every byte is compared with what belongs there. */
export class SwiftTarget {
  readonly #measure: Measure;
  readonly #digests: readonly string[];
  readonly #counters: Counters;
  /** `portolan/<upload>/<number>` */
  readonly #segments = new Set<string>();
  readonly #objects: Uint8Array;
  readonly #onStored: () => void;
  #hasSegments = false;
  #manifest: readonly string[] | undefined;

  constructor(measure: Measure, digests: readonly string[], counters: Counters, onStored: () => void) {
    this.#measure = measure;
    this.#digests = digests;
    this.#counters = counters;
    this.#objects = new Uint8Array(measure.smallCount);
    this.#onStored = onStored;
  }

  get now(): { readonly segmentsNow: number; readonly objectsNow: number; readonly largeNow: boolean } {
    return { segmentsNow: this.#segments.size, objectsNow: this.#objects.reduce((sum, one) => sum + one, 0), largeNow: this.#manifest !== undefined };
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '', `http://${request.headers.host}`);
    const [, , , container = '', ...rest] = url.pathname.split('/').map(decodeURIComponent);
    const key = rest.join('/');
    const { method } = request;
    if (url.pathname.startsWith('/v3')) return identity(request, response, url.origin);
    if (url.pathname === '/info') return json(response, 200, { swift: { version: '2.30.0' }, slo: {}, bulk_delete: { max_deletes_per_request: 10_000 } });
    if (method === 'POST' && url.searchParams.has('bulk-delete')) return this.#remove(request, response);
    if (method === 'PUT' && container === 'target_segments' && key !== '') return this.#segment(request, response, key);
    if (method === 'PUT' && url.searchParams.get('multipart-manifest') === 'put') return this.#complete(request, response);
    if (method === 'PUT' && container === 'target' && key !== '') return this.#small(request, response, key);
    request.resume();
    if (method === 'PUT' && container === 'target_segments') {
      this.#hasSegments = true;
      return end(response, 201);
    }
    if (method === 'HEAD' && key === '') return end(response, container === 'target' || this.#hasSegments ? 204 : 404);
    if (method === 'GET' && key === '') return this.#list(response, container, url.searchParams);
    if (method === 'GET' && url.searchParams.has('multipart-manifest') && this.#manifest !== undefined) {
      const rows = this.#manifest.map((name) => ({ name: `/target_segments/${name}` }));
      return json(response, 200, rows);
    }
    if (method === 'HEAD' && key === 'large' && this.#manifest !== undefined) {
      return end(response, 200, { 'Content-Length': this.#measure.largeBytes, Etag: `"${this.#wholeEtag()}"`, 'X-Static-Large-Object': 'True' });
    }
    if (method === 'HEAD' && this.#objects[smallIndex(key)] === 1) {
      const { from, to } = smallRange(smallIndex(key));
      return end(response, 200, { 'Content-Length': to - from, Etag: md5(from, to) });
    }
    if (method !== 'HEAD') this.#counters.since.strange.push(`${method} ${request.url}`);
    return end(response, 404);
  }

  async #segment(request: IncomingMessage, response: ServerResponse, key: string): Promise<void> {
    const number = Number(key.slice(-5));
    const from = (number - 1) * this.#measure.partBytes;
    const sizeBytes = Math.min(this.#measure.partBytes, this.#measure.largeBytes - from);
    if (this.#segments.has(key)) this.#counters.since.again += 1;
    if (!(await this.#takes(request, response, from, sizeBytes, this.#digests[number - 1]))) return;
    this.#segments.add(key);
    this.#onStored();
  }

  async #small(request: IncomingMessage, response: ServerResponse, key: string): Promise<void> {
    const index = smallIndex(key);
    const { from, to } = smallRange(index);
    if (await this.#takes(request, response, from, to - from, undefined)) this.#objects[index] = 1;
  }

  /** Reads a body and answers it. */
  async #takes(request: IncomingMessage, response: ServerResponse, from: number, sizeBytes: number, known: string | undefined): Promise<boolean> {
    this.#counters.since.writes += 1;
    let received = 0;
    let right = true;
    try {
      for await (const chunk of request as AsyncIterable<Buffer>) {
        right &&= holds(from + received, chunk);
        received += chunk.byteLength;
        if (this.#counters.passes('target', chunk.byteLength, request.socket)) return false;
      }
    } catch {
      return false;
    }
    const etag = known ?? md5(from, from + sizeBytes);
    if (!right || received !== sizeBytes || request.headers['etag'] !== etag) {
      this.#counters.since.wrong += 1;
      end(response, 422);
      return false;
    }
    end(response, 201, { Etag: etag });
    return true;
  }

  async #complete(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const rows = JSON.parse(await text(request)) as readonly { readonly path: string; readonly etag: string; readonly size_bytes: number }[];
    const names = rows.map(({ path }) => path.replace('/target_segments/', ''));
    const bytes = rows.reduce((sum, row) => sum + row.size_bytes, 0);
    const whole =
      bytes === this.#measure.largeBytes &&
      rows.every(({ etag }, index) => etag === this.#digests[index]) &&
      names.every((name, index) => this.#segments.has(name) && Number(name.slice(-5)) === index + 1);
    if (!whole) {
      this.#counters.since.wrong += 1;
      return json(response, 400, { 'Response Status': '400 Bad Request', Errors: [] });
    }
    if (request.headers['content-type'] === 'application/x-measured' && request.headers['x-object-meta-origin'] !== 'source')
      this.#counters.since.strange.push('the metadata is missing');
    this.#manifest = names;
    return end(response, 201, { Etag: `"${this.#wholeEtag()}"` });
  }

  #wholeEtag(): string {
    return createHash('md5').update(this.#digests.join('')).digest('hex');
  }

  async #remove(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const lines = (await text(request)).trim().split('\n');
    for (const line of lines) this.#segments.delete(decodeURIComponent(line).replace(/^\/?target_segments\//, ''));
    return json(response, 200, { 'Response Status': '200 OK', 'Number Deleted': lines.length, 'Number Not Found': 0, Errors: [] });
  }

  #list(response: ServerResponse, container: string, parameters: URLSearchParams): void {
    this.#counters.since.lists.target += 1;
    const marker = parameters.get('marker') ?? '';
    const prefix = parameters.get('prefix') ?? '';
    if (container === 'target_segments') {
      const names = [...this.#segments].filter((name) => name.startsWith(prefix) && name > marker).sort();
      const rows = names.map((name) => {
        const from = (Number(name.slice(-5)) - 1) * this.#measure.partBytes;
        const size = Math.min(this.#measure.partBytes, this.#measure.largeBytes - from);
        return { name, bytes: size, hash: this.#digests[Number(name.slice(-5)) - 1], last_modified: MODIFIED, content_type: 'application/octet-stream' };
      });
      json(response, 200, rows);
      return;
    }
    const rows: object[] = [];
    for (let index = marker === '' ? 0 : smallIndex(marker) + 1; index < this.#measure.smallCount && rows.length < PAGE; index += 1) {
      if (this.#objects[index] !== 1) continue;
      const { from, to } = smallRange(index);
      rows.push({ name: smallKey(index), bytes: to - from, hash: md5(from, to), last_modified: MODIFIED, content_type: 'application/x-measured' });
    }
    json(response, 200, rows);
  }
}

async function identity(request: IncomingMessage, response: ServerResponse, origin: string): Promise<void> {
  await text(request);
  if (request.method === 'GET') return json(response, 200, { version: { id: 'v3.14', status: 'stable', links: [{ rel: 'self', href: `${origin}/v3/` }] } });
  const endpoint = { interface: 'public', region: 'RegionOne', region_id: 'RegionOne', id: 'e', url: `${origin}/v1/AUTH_measured` };
  const token = {
    expires_at: new Date(Date.now() + 12 * 3_600_000).toISOString(),
    issued_at: new Date().toISOString(),
    methods: ['password'],
    user: { id: 'u', name: 'measured', domain: { id: 'default', name: 'Default' } },
    project: { id: 'measured', name: 'measured', domain: { id: 'default', name: 'Default' } },
    catalog: [{ type: 'object-store', name: 'swift', id: 's', endpoints: [endpoint] }],
  };
  return json(response, 201, { token }, { 'X-Subject-Token': 'measured' });
}

function json(response: ServerResponse, status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): void {
  response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(JSON.stringify(body));
}

function end(response: ServerResponse, status: number, headers: Readonly<Record<string, string | number>> = {}): void {
  response.writeHead(status, status === 204 ? headers : { 'Content-Length': 0, ...headers }).end();
}
