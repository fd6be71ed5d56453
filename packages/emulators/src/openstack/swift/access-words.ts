import { refuseWith } from './swift-call.ts';

// What may stand in an access list. Source: swift/common/middleware/acl.py, as it answers in 2.30.1.

const REFERRERS = new Set(['.r', '.ref', '.referer', '.referrer']);

function cleanWord(header: string, word: string, whole: string): string {
  const fault = (text: string): never => {
    throw refuseWith(400, `${text} in ACL: ${quoted(word)}`);
  };
  const colon = word.indexOf(':');
  const first = (colon === -1 ? word : word.slice(0, colon)).trim();
  const second = colon === -1 ? undefined : word.slice(colon + 1).trim();
  if (second === undefined || !first.startsWith('.')) return second === undefined || second === '' ? first : `${first}:${second}`;
  if (!REFERRERS.has(first)) fault(`Unknown designator ${quoted(first)}`);
  if (/write/i.test(header)) throw refuseWith(400, `Referrers not allowed in write ACL: ${quoted(whole)}`);
  const negative = second.startsWith('-');
  let host = (negative ? second.slice(1) : second).trim();
  if (host !== '*' && host.startsWith('*')) host = host.slice(1).trim();
  if (host === '' || host === '.') fault('No host/domain value after referrer designation');
  return `.r:${negative ? '-' : ''}${host}`;
}

const quoted = (text: string): string => `'${text}'`;

/** As it is kept: blanks gone, `.referrer` written short. Throws for words that mean nothing. */
export function cleanAccessList(header: string, value: string): string {
  return value
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '')
    .map((word) => cleanWord(header, word, word))
    .join(',');
}
