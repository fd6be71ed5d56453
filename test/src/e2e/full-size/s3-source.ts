import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { md5, smallIndex, smallKey, smallRange, stream } from './content.ts';
import type { Counters } from './counters.ts';
import type { Measure } from './protocol.ts';

const PAGE = 1_000;
const MODIFIED = '2026-11-21T10:00:00.000Z';

/** As much of S3 as is read from: a bucket with one object made of parts, and many small ones. Nothing is stored: content is made where it is asked for. */
export class S3Source {
  readonly #measure: Measure;
  readonly #counters: Counters;
  readonly #etag: string;

  constructor(measure: Measure, digests: readonly string[], counters: Counters) {
    this.#measure = measure;
    this.#counters = counters;
    this.#etag = `${createHash('md5')
      .update(Buffer.from(digests.join(''), 'hex'))
      .digest('hex')}-${digests.length}`;
  }

  answer(request: IncomingMessage, response: ServerResponse): void {
    request.resume();
    const url = new URL(request.url ?? '', 'http://source');
    const [, , ...rest] = url.pathname.split('/');
    const key = rest.map(decodeURIComponent).join('/');
    if (url.searchParams.get('list-type') === '2') this.#list(url.searchParams, response);
    else if (key === 'large') this.#send(request, response, { from: 0, to: this.#measure.largeBytes }, this.#etag);
    else if (smallIndex(key) < this.#measure.smallCount) {
      const { from, to } = smallRange(smallIndex(key));
      this.#send(request, response, { from, to }, md5(from, to));
    } else {
      this.#counters.since.strange.push(`${request.method} ${request.url}`);
      response
        .writeHead(404, { 'Content-Type': 'application/xml' })
        .end('<Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message></Error>');
    }
  }

  #send(request: IncomingMessage, response: ServerResponse, all: { readonly from: number; readonly to: number }, etag: string): void {
    const size = all.to - all.from;
    const range = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '');
    const start = Number(range?.[1] ?? 0);
    const end = Math.min(size, Number(range?.[2] ?? size - 1) + 1);
    response.writeHead(range === null ? 200 : 206, {
      'Content-Length': end - start,
      'Content-Type': 'application/x-measured',
      ETag: `"${etag}"`,
      'Last-Modified': new Date(MODIFIED).toUTCString(),
      'Accept-Ranges': 'bytes',
      'x-amz-meta-origin': 'source',
      ...(range === null ? {} : { 'Content-Range': `bytes ${start}-${end - 1}/${size}` }),
    });
    if (request.method === 'HEAD') {
      response.end();
      return;
    }
    this.#counters.since.reads += 1;
    const body = stream(all.from + start, all.from + end);
    response.once('close', () => body.destroy());
    body.on('data', (chunk: Buffer) => {
      if (this.#counters.passes('source', chunk.byteLength, request.socket)) body.destroy();
    });
    body.pipe(response);
  }

  #list(parameters: URLSearchParams, response: ServerResponse): void {
    this.#counters.since.lists.source += 1;
    const after = parameters.get('continuation-token') ?? parameters.get('start-after');
    const first = after === null ? 0 : smallIndex(after) + 1;
    const last = Math.min(this.#measure.smallCount, first + PAGE);
    const rows = Array.from({ length: Math.max(0, last - first) }, (_, row) => {
      const { from, to } = smallRange(first + row);
      return `<Contents><Key>${smallKey(first + row)}</Key><LastModified>${MODIFIED}</LastModified><ETag>&quot;${md5(from, to)}&quot;</ETag><Size>${to - from}</Size></Contents>`;
    });
    const more = last < this.#measure.smallCount;
    const next = more ? `<NextContinuationToken>${smallKey(last - 1)}</NextContinuationToken>` : '';
    response
      .writeHead(200, { 'Content-Type': 'application/xml' })
      .end(
        `<ListBucketResult><Name>source</Name><KeyCount>${rows.length}</KeyCount><MaxKeys>${PAGE}</MaxKeys><IsTruncated>${more}</IsTruncated>${next}${rows.join('')}</ListBucketResult>`,
      );
  }
}
