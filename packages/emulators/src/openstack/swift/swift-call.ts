import type { ServerResponse } from 'node:http';
import type { EmulatorHeaders, EmulatorRequest } from '../../kit/exchange.ts';
import { Refusal } from '../answer.ts';
import type { Cloud, Region } from '../cloud.ts';
import type { Token } from '../identity/tokens.ts';
import type { Account, Container, StoredObject } from './swift-store.ts';

/** A request to Swift whose right to be served was checked. */
export interface SwiftCall {
  readonly cloud: Cloud;
  readonly region: Region;
  readonly request: EmulatorRequest;
  readonly response: ServerResponse;
  readonly now: number;
  /** Absent: anonymous, let in by an ACL or a temporary URL. */
  readonly token: Token | undefined;
  /** The caller is of the account's project. */
  readonly owner: boolean;
  readonly accountName: string;
  readonly query: ReadonlyMap<string, string>;
}

const TEXTS: Readonly<Record<number, readonly [title: string, text: string]>> = {
  202: ['Accepted', 'The request is accepted for processing.'],
  400: ['Bad Request', 'The server could not comply with the request since it is either malformed or otherwise incorrect.'],
  401: ['Unauthorized', 'This server could not verify that you are authorized to access the document you requested.'],
  403: ['Forbidden', 'Access was denied to this resource.'],
  404: ['Not Found', 'The resource could not be found.'],
  406: ['Not Acceptable', 'The resource is not available in a format acceptable to your browser.'],
  405: ['Method Not Allowed', 'The method is not allowed for this resource.'],
  409: ['Conflict', 'There was a conflict when trying to complete your request.'],
  411: ['Length Required', 'Content-Length header required.'],
  412: ['Precondition Failed', 'A precondition for this request was not met.'],
  413: ['Request Entity Too Large', 'The body of your request was too large for this server.'],
  416: ['Requested Range Not Satisfiable', 'The Range requested is not available.'],
  422: ['Unprocessable Entity', 'Unable to process the contained instructions'],
};

export const HTML = 'text/html; charset=UTF-8';

/** Swift's page for a status: `<html><h1>Not Found</h1><p>The resource could not be found.</p></html>`. */
export function statusPage(status: number): string {
  const [title, text] = TEXTS[status] ?? ['Error', ''];
  return `<html><h1>${title}</h1><p>${text}</p></html>`;
}

export const refuse = (status: number, headers: EmulatorHeaders = {}): Refusal =>
  new Refusal({ status, headers: { 'Content-Type': HTML, ...headers }, body: statusPage(status) });

/** A refusal in words of its own instead of the standard page. */
export const refuseWith = (status: number, text: string, type: string = HTML): Refusal =>
  new Refusal({ status, headers: { 'Content-Type': type }, body: text });

export const findAccount = (call: SwiftCall): Account | undefined => call.region.objects.account(call.accountName);

export function findContainer(call: SwiftCall, name: string): Container {
  const container = findAccount(call)?.containers.get(name);
  if (container === undefined) throw refuse(404);
  return container;
}

/** `1795288330.71611`. */
export const swiftTimestamp = (ms: number): string => (ms / 1000).toFixed(5);

/** RFC 1123, rounded up to the next whole second: Swift never claims an object is older than it is. */
export const httpDate = (ms: number): string => new Date(Math.ceil(ms / 1000) * 1000).toUTCString();

/** `2026-11-21T19:12:11.273430`: UTC without saying so, microseconds. */
export function listingDate(ms: number): string {
  const micros = Math.round(ms * 100) * 10;
  const seconds = Math.floor(micros / 1_000_000);
  return `${new Date(seconds * 1000).toISOString().slice(0, 19)}.${String(micros - seconds * 1_000_000).padStart(6, '0')}`;
}

/** Headers go out as the UTF-8 bytes they came in as: Node keeps header text as one character per byte. */
export const objectHeaders = (object: StoredObject): Record<string, string> => Object.fromEntries(object.headers);
