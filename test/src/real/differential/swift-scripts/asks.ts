import { createHash } from 'node:crypto';
import type { SwiftRun } from '../swift-backend.ts';

export type Script = (run: SwiftRun) => Promise<void>;
export type Scripts = Readonly<Record<string, Script>>;

export const md5 = (text: string | Buffer): string => createHash('md5').update(text).digest('hex');

/** Puts an object and keeps nothing of it. */
export const put = async (run: SwiftRun, path: string, body: string, headers: Readonly<Record<string, string>> = {}): Promise<void> => {
  await run.quietly({ method: 'PUT', path, body, headers });
};

export const json: { readonly Accept: string } = { Accept: 'application/json' };
