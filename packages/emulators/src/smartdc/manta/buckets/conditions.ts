import type { EmulatorRequest } from '../../../kit/exchange.ts';
import { MantaError } from '../manta-error.ts';
import type { ObjectEntry } from '../tree.ts';

const failed = (message: string): MantaError => new MantaError(412, 'PreconditionFailed', message);

const list = (header: string | undefined): string[] | undefined =>
  header === undefined || header === ''
    ? undefined
    : header
        .split(/\s*,\s*/)
        .map((etag) => etag.replace(/^W\//, '').replace(/^"(.*)"$/, '$1'))
        .filter((etag) => etag !== '');

const quoted = (etags: readonly string[]): string => etags.map((etag) => `"${etag}"`).join(', ');
const names = (etags: readonly string[], etag: string): boolean => etags.some((entry) => entry === '*' || entry === etag);

/**
 * buckets-mdapi's conditions, which unlike those of Manta's directories work as HTTP has them: `If-None-Match: *` makes only what is
 * not there, `If-Match: *` writes only over what is. True: answer 304.
 */
export function checkBucketConditions(request: EmulatorRequest, object: ObjectEntry | undefined): boolean {
  const reading = request.method === 'GET' || request.method === 'HEAD';
  const ifMatch = list(request.header('if-match'));
  if (object === undefined) {
    if (ifMatch !== undefined && names(ifMatch, '')) throw failed(`if-match '${quoted(ifMatch)}' matched a non-existent object`);
    return false;
  }
  if (ifMatch !== undefined && !names(ifMatch, object.etag)) throw failed(`if-match '${quoted(ifMatch)}' didn't match etag '${object.etag}'`);
  const mtime = Math.floor(object.mtimeMs / 1000) * 1000;
  const unmodified = request.header('if-unmodified-since');
  if (unmodified !== undefined && mtime > Date.parse(unmodified)) throw failed(`object was modified at '${new Date(mtime).toISOString()}'`);
  const ifNoneMatch = list(request.header('if-none-match'));
  if (ifNoneMatch !== undefined && names(ifNoneMatch, object.etag)) {
    if (reading) return true;
    throw failed(`if-none-match '${quoted(ifNoneMatch)}' matched etag '${object.etag}'`);
  }
  const modified = request.header('if-modified-since');
  return reading && modified !== undefined && mtime <= Date.parse(modified);
}
