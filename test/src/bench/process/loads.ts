import { register } from 'node:module';
import { MessageChannel, type MessagePort } from 'node:worker_threads';

/** Watches which packages of ours are loaded, in processes that ask for it (`BENCH_LOADS`): the watching itself costs time. */
export function registerLoads(): () => Promise<readonly string[]> {
  if (process.env['BENCH_LOADS'] === undefined) return async () => [];
  const { port1, port2 } = new MessageChannel();
  const seen = new Set<string>();
  port1.on('message', (url: string) => {
    const found = /\/packages\/([a-z0-9]+)\/(?:dist|bundle)\//.exec(url)?.[1];
    if (found !== undefined) seen.add(found);
  });
  port1.unref();
  register('./load-hooks.js', { parentURL: import.meta.url, data: { port: port2 as MessagePort }, transferList: [port2] });
  return async () => {
    await new Promise((resolve) => setTimeout(resolve, 100));
    return [...seen].sort();
  };
}
