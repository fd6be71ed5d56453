import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { md5 } from './content.ts';
import { Counters } from './counters.ts';
import type { Ask, Measure, Told } from './protocol.ts';
import { S3Source } from './s3-source.ts';
import { SwiftTarget } from './swift-target.ts';

/** Both clouds, in a process of their own: what they take and make must not be counted as the mover's. */
const measure = JSON.parse(process.argv[2] ?? '{}') as Measure;
const counters = new Counters();
const digests = Array.from({ length: Math.ceil(measure.largeBytes / measure.partBytes) }, (_, index) =>
  md5(index * measure.partBytes, Math.min(measure.largeBytes, (index + 1) * measure.partBytes)),
);
let watched = 0;
const tell = (told: Told): void => void process.send?.(told);
const source = new S3Source(measure, digests, counters);
const target = new SwiftTarget(measure, digests, counters, () => {
  watched -= 1;
  if (watched === 0) tell({ kind: 'reached' });
});

process.on('message', (ask: Ask) => {
  if (ask.kind === 'cut') counters.cut = { end: ask.end, leftBytes: ask.afterBytes };
  else if (ask.kind === 'watch') watched = ask.parts;
  else tell({ kind: 'counts', counts: { ...counters.take(), ...target.now } });
});
process.on('disconnect', () => process.exit());

async function opened(listener: RequestListener): Promise<string> {
  const server = createServer({ keepAliveTimeout: 120_000 }, listener);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const sourceUrl = await opened((request, response) => source.answer(request, response));
const targetUrl = await opened((request, response) => {
  target.answer(request, response).catch(() => response.destroy());
});
tell({ kind: 'ready', sourceUrl, targetUrl });
