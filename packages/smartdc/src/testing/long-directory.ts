import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface LongDirectory {
  readonly origin: string;
  /** The marker and the limit of every listing, in the order they came. */
  readonly asked: { readonly marker: string | null; readonly limit: number }[];
  readonly close: () => Promise<void>;
}

export const entryName = (index: number): string => `entry-${String(index).padStart(9, '0')}`;
const indexOf = (name: string): number => Number(name.slice('entry-'.length));

/** A server whose every directory has so many objects, which it holds nowhere: lines are made as they are asked for, the marker included, as Manta does it. */
export async function serveLongDirectory(length: number): Promise<LongDirectory> {
  const asked: { marker: string | null; limit: number }[] = [];
  const server = createServer((request, response) => {
    const query = new URL(request.url ?? '/', 'http://x').searchParams;
    const marker = query.get('marker');
    const limit = Math.min(1_024, Number(query.get('limit') ?? 256));
    asked.push({ marker, limit });
    const first = marker === null ? 0 : indexOf(marker);
    const lines = Array.from({ length: Math.max(0, Math.min(limit, length - first)) }, (_, offset) =>
      JSON.stringify({ name: entryName(first + offset), etag: `etag-${first + offset}`, size: 1, type: 'object', mtime: '2026-01-01T00:00:00.000Z' }),
    );
    response.writeHead(200, { 'content-type': 'application/x-json-stream; type=directory', 'result-set-size': String(length) });
    response.end(lines.map((line) => `${line}\n`).join(''));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}
