import { Agent, type IncomingMessage, request } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { Arena, Contender } from '../contender.ts';

/** The floor: node's own http, no signature, no check of anything. */
export async function openContender({ origin, otherOrigin, concurrency }: Arena): Promise<Contender> {
  const agent = new Agent({ keepAlive: true, maxSockets: concurrency });
  const { hostname, port } = new URL(origin);
  const call = (method: string, path: string, headers: Record<string, string | number>, at: string = port): ReturnType<typeof request> =>
    request({ agent, hostname, port: at, method, path, headers });
  const answered = (message: ReturnType<typeof request>): Promise<IncomingMessage> =>
    new Promise((resolve, reject) => message.once('response', resolve).once('error', reject));
  const drained = async (response: IncomingMessage): Promise<number> => {
    if ((response.statusCode ?? 0) >= 300) throw new Error(`status ${response.statusCode}`);
    let count = 0;
    for await (const bytes of response as AsyncIterable<Buffer>) count += bytes.length;
    return count;
  };
  const get = async (key: string): Promise<number> => {
    const message = call('GET', `/raw/${key}`, {});
    message.end();
    return drained(await answered(message));
  };
  return {
    get,
    download: get,
    async put(key, content) {
      const message = call('PUT', `/raw/${key}`, { 'Content-Length': content.byteLength });
      const response = answered(message);
      message.end(content);
      await drained(await response);
    },
    async upload(key, source, sizeBytes) {
      const message = call('PUT', `/raw/${key}`, { 'Content-Length': sizeBytes });
      const response = answered(message);
      await pipeline(source, message);
      await drained(await response);
    },
    async transfer(from, to, sizeBytes) {
      const reading = call('GET', `/raw/${from}`, {});
      reading.end();
      const source = await answered(reading);
      const message = call('PUT', `/raw/${to}`, { 'Content-Length': sizeBytes }, new URL(otherOrigin).port);
      const response = answered(message);
      await pipeline(source, message);
      await drained(await response);
    },
    close: () => agent.destroy(),
  };
}
