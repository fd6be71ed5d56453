import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import type { Answer } from '../answer.ts';
import { contentTypeFor } from './content-types.ts';
import { store } from './object-write.ts';
import { type ReportForm, renderReport } from './report.ts';
import { refuse, refuseWith, type SwiftCall } from './swift-call.ts';
import { titleCase } from './swift-metadata.ts';
import { Container } from './swift-store.ts';
import { readTar, TarError } from './tar-reader.ts';

const MAX_CONTAINERS = 10_000;

interface Report {
  created: number;
  status: string;
  body: string;
  readonly errors: [path: string, status: string][];
}

/** `PUT ?extract-archive=tar`: files become objects. Always 200; the truth is in the body. */
export async function extractArchive(call: SwiftCall, container: string | undefined, prefix: string | undefined): Promise<Answer> {
  const kind = call.query.get('extract-archive') ?? '';
  if (kind !== 'tar' && kind !== 'tar.gz') throw refuseWith(400, 'Unsupported archive format');
  const body = await call.request.body();
  const report: Report = { created: 0, status: '201 Created', body: '', errors: [] };
  const rows: [string, string | number][] = [];
  try {
    const made = new Set<string>();
    for (const { name, content, metadata, contentType } of readTar(kind === 'tar.gz' && body.length > 0 ? unpack(body) : body)) {
      if (content === undefined) continue;
      const path = [container, prefix, name.replace(/^(\.?\/)+/, '')].filter((part) => part !== undefined && part !== '').join('/');
      const slash = path.indexOf('/');
      // Only at the top of an account: a file that is in no folder has no container.
      if (slash < 1) continue;
      const home = path.slice(0, slash);
      if (!made.has(home)) {
        makeContainer(call, home);
        made.add(home);
        if (made.size > MAX_CONTAINERS) throw new TarError('More than 10000 containers to create from tar.');
      }
      const object = path.slice(slash + 1);
      const headers = new Map([...metadata].map(([key, value]) => [titleCase(`X-Object-Meta-${key}`), value]));
      const etag = createHash('md5').update(content).digest('hex');
      const timestamp = call.region.objects.tick(call.now);
      const type = contentType ?? contentTypeFor(object);
      store(call, home, {
        name: object,
        chunks: [content],
        size: content.length,
        etag,
        contentType: type,
        headers,
        timestamp,
        deleteAt: undefined,
        slo: undefined,
      });
      report.created += 1;
    }
    if (report.created === 0) throw new TarError('No Valid Files');
  } catch (error) {
    if (!(error instanceof TarError)) throw error;
    report.status = '400 Bad Request';
    report.body = `Invalid Tar File: ${error.message}`;
  }
  rows.push(['Number Files Created', report.created]);
  const form: ReportForm = { root: 'extract', rows, status: report.status, body: report.body, errors: report.errors };
  return renderReport(call, form);
}

function unpack(body: Buffer): Buffer {
  try {
    return gunzipSync(body);
  } catch {
    throw new TarError('not a gzip file');
  }
}

function makeContainer(call: SwiftCall, name: string): void {
  if (!call.owner) throw refuse(403);
  const account = call.region.objects.accountForWrite(call.accountName, call.now);
  if (!account.containers.has(name)) account.add(new Container(name, call.region.objects.tick(call.now), 'gold'));
}
