import type { SideRequest } from './side.ts';

/** One step of a sequence: a request for both sides, and what is to be remembered of its answer. */
export interface Operation extends SideRequest {
  readonly index: number;
  /** For messages and for the list of known differences: `put`, `list-v2`, … */
  readonly kind: string;
  /** Remember the answer's upload id or continuation token under this symbol. */
  readonly keeps?: { readonly symbol: string; readonly element: string };
}

export const describeOperation = ({ index, kind, method, bucket, key, query, headers, body }: Operation): string => {
  const asked = query.map(([name, value]) => (value === '' ? name : `${name}=${value}`)).join('&');
  const text = body.length === 0 ? '' : body.length > 300 ? ` <${body.length} bytes>` : ` ${JSON.stringify(body.toString('latin1'))}`;
  return `#${index} ${kind}: ${method} /${bucket}/${key}${asked === '' ? '' : `?${asked}`} ${JSON.stringify(headers)}${text}`;
};
