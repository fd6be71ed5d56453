import { reply } from '../../kit/exchange.ts';
import type { S3Call } from './call.ts';

/** An XML answer. */
export const answerXml = (call: S3Call, body: string, headers: Readonly<Record<string, string>> = {}): void =>
  reply(call.response, 200, { 'Content-Type': 'application/xml', ...headers }, body);

export const answerEmpty = (call: S3Call, status = 200, headers: Readonly<Record<string, string>> = {}): void => reply(call.response, status, headers);
