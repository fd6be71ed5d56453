import { request as httpRequest } from 'node:http';
import type { Ec2Emulator } from '../options.ts';
import { type Key, type Signable, signV4 } from './sign.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Buffer;
  readonly text: string;
  /** Text of the first element of that name, entities undone. */
  element(name: string): string | undefined;
  elements(name: string): string[];
}

const undoEntities = (text: string): string =>
  text.replace(/&(lt|gt|quot|amp|#13);/g, (_, name: string) => ({ lt: '<', gt: '>', quot: '"', amp: '&', '#13': '\r' })[name] ?? '');

/** Sends just these bytes: no normalising of the path, no header of its own but Content-Length. */
export function send(
  origin: string,
  method: string,
  target: string,
  headers: Readonly<Record<string, string>> = {},
  body: string | Buffer = '',
): Promise<Answer> {
  const url = new URL(origin);
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      { host: url.hostname, port: url.port, method, path: target, headers: { 'content-length': String(bytes.length), ...headers }, agent: false },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const all = Buffer.concat(chunks);
          const text = all.toString('utf8');
          const elements = (name: string): string[] =>
            [...text.matchAll(new RegExp(`<${name}(?: [^>]*)?>([^<]*)</${name}>`, 'g'))].map((match) => undoEntities(match[1] ?? ''));
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers as Record<string, string>,
            bytes: all,
            text,
            element: (name) => elements(name)[0],
            elements,
          });
        });
      },
    );
    request.on('error', reject);
    request.end(bytes);
  });
}

export interface CallOptions {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  readonly key?: Key;
  readonly region?: string;
  readonly timeMs?: number;
  /** Host header in place of the address. */
  readonly host?: string;
  readonly payload?: string;
}

/** One signed call of S3. `target` is below the service's prefix, encoded. */
export function s3(emulator: Ec2Emulator, method: string, target: string, options: CallOptions = {}): Promise<Answer> {
  const url = new URL(emulator.s3Url);
  const prefix = options.host === undefined ? url.pathname.replace(/\/$/, '') : '';
  const signable: Signable = {
    method,
    host: options.host ?? url.host,
    target: prefix + target,
    service: 's3',
    region: options.region ?? emulator.region,
    timeMs: options.timeMs ?? emulator.clock.now(),
    ...(options.headers === undefined ? {} : { headers: options.headers }),
    ...(options.body === undefined ? {} : { body: options.body }),
    ...(options.key === undefined ? {} : { key: options.key }),
    ...(options.payload === undefined ? {} : { payload: options.payload }),
  };
  return send(url.origin, method, prefix + target, signV4(signable).headers, options.body ?? '');
}

const form = (parameters: Readonly<Record<string, string>>): string =>
  Object.entries(parameters)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join('&');

/** One signed call of the query API. */
export function ec2(emulator: Ec2Emulator, action: string, parameters: Readonly<Record<string, string>> = {}, options: CallOptions = {}): Promise<Answer> {
  const url = new URL(emulator.ec2Url);
  const body = options.body ?? form({ Action: action, ...parameters, Version: parameters['Version'] ?? '2016-11-15' });
  const headers = signV4({
    method: 'POST',
    host: url.host,
    target: url.pathname,
    service: 'ec2',
    region: options.region ?? emulator.region,
    timeMs: options.timeMs ?? emulator.clock.now(),
    headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8', ...options.headers },
    body,
    ...(options.key === undefined ? {} : { key: options.key }),
  }).headers;
  return send(url.origin, 'POST', url.pathname, headers, body);
}
