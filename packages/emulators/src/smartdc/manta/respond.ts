import { createHash, randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { reply } from '../../kit/exchange.ts';
import type { MantaError } from './manta-error.ts';

/** What every answer of Manta carries; set before anything can fail. */
export function setCommonHeaders(response: ServerResponse, requestId: string | undefined): void {
  response.setHeader('Server', 'Manta/2');
  response.setHeader('x-request-id', requestId ?? randomUUID());
  response.setHeader('x-response-time', '1');
  response.setHeader('x-server-name', 'emulator');
}

export function sendMantaError(response: ServerResponse, error: MantaError): void {
  sendMantaJson(response, error.status, { code: error.code, message: error.message }, error.headers);
}

export function sendMantaJson(response: ServerResponse, status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): void {
  const bytes = Buffer.from(JSON.stringify(body));
  reply(response, status, { ...headers, 'Content-Type': 'application/json', 'Content-MD5': createHash('md5').update(bytes).digest('base64') }, bytes);
}
