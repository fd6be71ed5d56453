import { createHash } from 'node:crypto';
import type { SwiftAsk, SwiftRun } from './swift-backend.ts';
import { seeded } from './wire.ts';

const STEPS = 60;
const NAMES = ['a', 'a/b', 'a/b/c', 'b', '%C3%A9', 'x%20y', 'z/'];

/** Operations in an order that the seed decides: the same on both sides. */
export const randomScript =
  (seed: number) =>
  async (run: SwiftRun): Promise<void> => {
    const random = seeded(seed);
    const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
    const boxes = [run.box('one'), run.box('two')];
    const known = new Map<string, string>();
    for (const box of boxes) await run.quietly({ method: 'PUT', path: `/${box}` });
    const digest = (text: string): string => createHash('md5').update(text).digest('hex');
    const anywhere = (): { readonly box: string; readonly name: string } => ({ box: pick(boxes), name: pick(NAMES) });
    const range = (): string => `bytes=${pick(['0-0', '1-3', '-2', '2-', '0-1,3-4', '50-60'])}`;
    const operations: readonly (() => SwiftAsk)[] = [
      () => {
        const { box, name } = anywhere();
        const body = `${'abcdefghij'.repeat(Math.floor(random() * 4))}${Math.floor(random() * 1000)}`;
        known.set(`/${box}/${name}`, body);
        return { method: 'PUT', path: `/${box}/${name}`, body, headers: random() < 0.5 ? { 'X-Object-Meta-N': String(Math.floor(random() * 10)) } : {} };
      },
      () => ({ method: pick(['GET', 'HEAD']), path: `/${anywhere().box}/${anywhere().name}` }),
      () => ({ method: 'GET', path: `/${anywhere().box}/${anywhere().name}`, headers: { Range: range() } }),
      () => {
        const [path, body] = pick([...known, ['/none/none', '']]);
        return { method: 'GET', path, headers: { [pick(['If-Match', 'If-None-Match'])]: random() < 0.6 ? digest(body) : 'other' } };
      },
      () => {
        // Not where versions are kept: there Swift answers 201 and keeps a version that nobody is shown.
        return { method: 'PUT', path: `/${boxes[0]}/${pick(NAMES)}`, body: 'once', headers: { 'If-None-Match': '*' } };
      },
      () => ({ method: 'DELETE', path: `/${anywhere().box}/${anywhere().name}` }),
      () => ({ method: 'POST', path: `/${anywhere().box}/${anywhere().name}`, headers: { 'X-Object-Meta-P': String(Math.floor(random() * 10)) } }),
      () => {
        const [from, to] = [anywhere(), anywhere()];
        return {
          method: 'COPY',
          path: `/${from.box}/${from.name}`,
          headers: { Destination: `${to.box}/${to.name}`, ...(random() < 0.3 ? { 'X-Fresh-Metadata': 'true' } : {}) },
        };
      },
      () => {
        const segments = [anywhere(), anywhere()].map(({ box, name }) => ({
          path: `/${box}/${decodeURIComponent(name)}`,
          ...(random() < 0.3 ? { range: pick(['0-1', '-1']) } : {}),
        }));
        return {
          method: 'PUT',
          path: `/${pick(boxes)}/slo${Math.floor(random() * 2)}?multipart-manifest=put`,
          body: JSON.stringify(segments),
          headers: { Accept: 'application/json' },
        };
      },
      () => ({
        method: pick(['GET', 'HEAD']),
        path: `/${pick(boxes)}/slo${Math.floor(random() * 2)}${pick(['', '?multipart-manifest=get'])}`,
        headers: random() < 0.4 ? { Range: range() } : {},
      }),
      () => ({
        method: 'GET',
        path: `/${pick(boxes)}?format=json&${pick(['', 'delimiter=/', 'prefix=a', 'prefix=a/&delimiter=/', 'marker=a/b', 'limit=2', 'reverse=true'])}`,
      }),
      () => ({ method: 'POST', path: `/${pick(boxes)}`, headers: { 'X-Container-Meta-Seed': String(Math.floor(random() * 10)) } }),
      () => ({ method: 'HEAD', path: `/${pick(boxes)}` }),
      () => ({ method: 'POST', path: `/${boxes[1]}`, headers: { 'X-Versions-Enabled': pick(['true', 'false']) } }),
      () => ({ method: 'GET', path: `/${boxes[1]}?format=json&versions` }),
    ];
    for (let step = 0; step < STEPS; step += 1) {
      const given = pick(operations)();
      await run.send(`${given.method} ${given.path.replaceAll(run.box(''), '')} ${JSON.stringify(given.headers ?? {})}`, given);
    }
  };
