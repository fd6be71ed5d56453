import type { EmulatorRequest } from '../../kit/exchange.ts';
import { MantaError } from './manta-error.ts';

export interface Version {
  /** None when there is no object yet. */
  readonly etag: string | undefined;
  readonly mtimeMs: number | undefined;
}

const failed = (message: string): MantaError => new MantaError(412, 'PreconditionFailed', message);

/**
 * restify 6.4's `conditionalRequest`, which muskie uses: true means "answer 304". Measured on that version, and unlike HTTP:
 * quotes are taken off only around word characters, so a quoted uuid never matches (its etags are bare); `*` matches whether or
 * not there is an object, so `If-None-Match: *` refuses every write, and `If-Match: *` none. `If-Match: ""` is how to create only.
 */
export function checkConditions(request: EmulatorRequest, version: Version): boolean {
  const reading = request.method === 'GET' || request.method === 'HEAD';
  const etag = version.etag ?? '';
  const ifMatch = request.header('if-match');
  if (ifMatch && !names(ifMatch, etag)) throw failed(`if-match '${ifMatch}' didn't match etag '${etag}'`);
  const ifNoneMatch = request.header('if-none-match');
  if (ifNoneMatch && names(ifNoneMatch, etag)) {
    if (reading) return true;
    throw failed(`if-none-match '${ifNoneMatch}' matched etag '${etag}'`);
  }
  if (version.mtimeMs === undefined) return false;
  const mtime = new Date(version.mtimeMs).toUTCString();
  const since = request.header('if-modified-since');
  if (since !== undefined && Date.parse(mtime) <= Date.parse(since)) {
    if (reading) return true;
    throw failed(`object was modified at '${mtime}'; if-modified-since '${since}'`);
  }
  const unmodified = request.header('if-unmodified-since');
  if (unmodified !== undefined && Date.parse(mtime) > Date.parse(unmodified)) {
    throw failed(`object was modified at '${mtime}'; if-unmodified-since '${unmodified}'`);
  }
  return false;
}

const names = (list: string, etag: string): boolean =>
  list
    .split(/\s*,\s*/)
    .map((entry) => entry.replace(/^W\//, '').replace(/^"(\w*)"$/, '$1'))
    .some((entry) => entry === '*' || entry === etag);

/** Etag conditions hold until the write itself; dates do not. */
export const isConditional = (request: EmulatorRequest): boolean => request.header('if-match') !== undefined || request.header('if-none-match') !== undefined;
