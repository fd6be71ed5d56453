import type { ServerResponse } from 'node:http';
import type { EmulatorHeaders } from '../kit/exchange.ts';
import { pythonJson } from './python-json.ts';

/** What a service says; the router adds what every answer of that service carries. */
export interface Answer {
  readonly status: number;
  readonly headers?: EmulatorHeaders;
  readonly body?: string | Buffer;
}

/** Thrown anywhere below a service to end the request with this answer. */
export class Refusal extends Error {
  readonly answer: Answer;

  constructor(answer: Answer) {
    super(`answer ${answer.status}`);
    this.answer = answer;
  }
}

export const json = (status: number, value: unknown, headers: EmulatorHeaders = {}): Answer => ({
  status,
  headers: { 'Content-Type': 'application/json', ...headers },
  body: pythonJson(value),
});

export const empty = (status: number, headers: EmulatorHeaders = {}): Answer => ({ status, headers });

/** Reason phrases as WebOb prints them. Nova, Glance, Cinder, Neutron and Swift all answer through it or a copy of it. */
export const REASONS: Readonly<Record<number, string>> = {
  300: 'Multiple Choices',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  406: 'Not Acceptable',
  409: 'Conflict',
  411: 'Length Required',
  413: 'Request Entity Too Large',
  415: 'Unsupported Media Type',
  416: 'Requested Range Not Satisfiable',
  422: 'Unprocessable Entity',
  500: 'Internal Server Error',
  501: 'Not Implemented',
  503: 'Service Unavailable',
};

/** Node has newer words for some codes: `413 Payload Too Large`, `416 Range Not Satisfiable`. */
export function setReason(response: ServerResponse, status: number): void {
  const reason = REASONS[status];
  if (reason !== undefined) response.statusMessage = reason;
}

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#x27;');

/**
 * An error as WebOb renders it, by `Accept`: JSON for `application/json` alone, text when there is no `Accept`, HTML otherwise
 * (seen on Zed's Glance: `Accept: application/json` gives `{"message": "…<br /><br />\n\n\n", "code": "404 Not Found", …}`).
 */
export function webobError(status: number, explanation: string, accept: string | undefined, headers: EmulatorHeaders = {}, detail = ''): Answer {
  const title = REASONS[status] ?? 'Unknown';
  if (accept !== undefined && /^\s*application\/json\s*$/i.test(accept)) {
    return json(status, { message: `${escapeHtml(explanation)}<br /><br />\n${escapeHtml(detail)}\n\n`, code: `${status} ${title}`, title }, headers);
  }
  if (accept === undefined) {
    return { status, headers: { 'Content-Type': 'text/plain; charset=UTF-8', ...headers }, body: `${status} ${title}\n\n${explanation}\n\n${detail}   ` };
  }
  const html = `<html>\n <head>\n  <title>${status} ${title}</title>\n </head>\n <body>\n  <h1>${status} ${title}</h1>\n  ${escapeHtml(explanation)}<br /><br />\n${escapeHtml(detail)}\n\n\n </body>\n</html>`;
  return { status, headers: { 'Content-Type': 'text/html; charset=UTF-8', ...headers }, body: html };
}
