import { createHash, randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { reply } from '../../kit/exchange.ts';
import type { ApiError } from './api-error.ts';
import type { Answer } from './call.ts';

export interface AnswerContext {
  readonly response: ServerResponse;
  readonly accept: string;
  readonly methods: readonly string[];
  /** Absent for errors of the framework, which answers them before its `fullResponse` plugin has run. */
  readonly version?: string;
}

export function sendAnswer(context: AnswerContext, answer: Answer): void {
  const { response } = context;
  const headers: Record<string, string> = { ...fullHeaders(context), ...answer.headers };
  if (answer.stream !== undefined) {
    headers['Content-Type'] = answer.contentType ?? 'application/json';
    void sendStream(response, answer.status, headers, answer.stream);
    return;
  }
  if (answer.body === undefined) {
    // restify sends an empty 202 chunked; 204 and 3xx have no body at all.
    if (answer.status === 202) headers['Transfer-Encoding'] = 'chunked';
    if (answer.status === 302) headers['Content-Length'] = '0';
    reply(response, answer.status, headers);
    return;
  }
  const plain = /^\s*text\/plain/.test(context.accept);
  const text = plain && typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body);
  headers['Content-Type'] = plain ? 'text/plain' : 'application/json';
  sendBody(context, answer.status, headers, text);
}

async function sendStream(response: ServerResponse, status: number, headers: Readonly<Record<string, string>>, stream: AsyncIterable<string>): Promise<void> {
  response.writeHead(status, headers);
  for await (const piece of stream) {
    if (response.destroyed) return;
    response.write(piece);
  }
  response.end();
}

/** restify's answer to a request for an upgrade that fails in any way: a status and nothing else, whatever went wrong. */
export function refuseUpgrade(response: ServerResponse, status: number): void {
  response.statusMessage = 'Connection Not Upgraded';
  response.setHeader('Connection', 'close');
  response.statusCode = status;
  response.end();
}

export function sendError(context: AnswerContext, error: ApiError): void {
  const body = { code: error.code, message: error.message, ...(error.errors === undefined ? {} : { errors: error.errors }) };
  sendBody(context, error.status, { ...fullHeaders(context), ...error.headers, 'Content-Type': 'application/json' }, JSON.stringify(body));
}

function sendBody(context: AnswerContext, status: number, headers: Record<string, string>, text: string): void {
  const bytes = Buffer.from(text, 'utf8');
  // triton and smartdc check both against the bytes they read and fail with BadDigestError.
  headers['Content-Length'] = String(bytes.length);
  if (context.version !== undefined) headers['Content-MD5'] = createHash('md5').update(bytes).digest('base64');
  reply(context.response, status, headers, bytes);
}

const ALLOW_HEADERS = 'Accept, Accept-Version, Content-Length, Content-MD5, Content-Type, Date, Api-Version, Response-Time';

function fullHeaders(context: AnswerContext): Record<string, string> {
  if (context.version === undefined) return {};
  return {
    Server: 'cloudapi/9.20.0',
    'Request-Id': randomUUID(),
    'Access-Control-Allow-Origin': '*',
    'Access-Control-Allow-Headers': ALLOW_HEADERS,
    'Access-Control-Allow-Methods': context.methods.join(', '),
    'Access-Control-Expose-Headers': 'Api-Version, Request-Id, Response-Time',
    'Api-Version': context.version,
    'Response-Time': '1',
  };
}
