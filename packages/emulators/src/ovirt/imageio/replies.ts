import type { ServerResponse } from 'node:http';
import { type EmulatorHeaders, reply } from '../../kit/exchange.ts';

/** A refusal of the daemon: one line of plain text. */
export class ImageioError extends Error {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.status = status;
    this.headers = headers;
  }
}

export const outOfImage = (size: number): ImageioError => new ImageioError(416, 'Requested range is out of image', { 'Content-Range': `bytes */${size}` });

export const wholeNumber = (text: string): number | undefined => (/^\d+$/.test(text) ? Number(text) : undefined);

/** JSON with the blanks and the final newline of Python's `json.dumps`. */
export function replyPython(response: ServerResponse, value: unknown, headers: EmulatorHeaders = {}): void {
  reply(response, 200, { 'Content-Type': 'application/json', ...headers }, `${python(value)}\n`);
}

function python(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(python).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([key, item]) => `${JSON.stringify(key)}: ${python(item)}`)
    .join(', ')}}`;
}
