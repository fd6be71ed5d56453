import { isIPv4 } from 'node:net';
import type { S3Call } from '../call.ts';

type Wanted = string | boolean | number | readonly (string | boolean | number)[];
export type ConditionBlock = Readonly<Record<string, Readonly<Record<string, Wanted>>>>;

const wildcard = (pattern: string, text: string): boolean =>
  new RegExp(
    `^${pattern
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '[\\s\\S]*')
      .replaceAll('?', '[\\s\\S]')}$`,
  ).test(text);

const ipNumber = (text: string): number => text.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);

function inNetwork(address: string, cidr: string): boolean {
  const [network = '', bits = '32'] = cidr.split('/');
  if (!isIPv4(address) || !isIPv4(network)) return address === network;
  const size = 2 ** (32 - Number(bits));
  return Math.floor(ipNumber(address) / size) === Math.floor(ipNumber(network) / size);
}

/** A key's value in this request; undefined where the request has none. */
function requestValue(key: string, call: S3Call): string | undefined {
  const name = key.toLowerCase();
  switch (name) {
    case 'aws:sourceip':
      return (call.request.stream.socket.remoteAddress ?? '').replace(/^::ffff:/, '');
    case 'aws:securetransport':
      return String('encrypted' in call.request.stream.socket);
    case 'aws:referer':
      return call.header('referer');
    case 'aws:useragent':
      return call.header('user-agent');
    case 'aws:currenttime':
      return new Date(call.now).toISOString();
    case 'aws:epochtime':
      return String(Math.floor(call.now / 1000));
    case 'aws:principalaccount':
      return call.grant?.credential.accountId;
    case 's3:versionid':
      return call.query.get('versionId');
    case 's3:authtype':
      return call.grant === undefined ? undefined : call.grant.v4?.presigned === true ? 'REST-QUERY-STRING' : 'REST-HEADER';
    case 's3:signatureversion':
      return call.grant === undefined ? undefined : call.grant.v4 === undefined ? 'AWS' : 'AWS4-HMAC-SHA256';
    default:
      if (name.startsWith('s3:x-amz-')) return call.header(name.slice('s3:'.length));
      return name.startsWith('s3:') ? call.query.get(name.slice('s3:'.length)) : undefined;
  }
}

type Test = (value: string, wanted: string) => boolean;

/** What each operator finds true; `Not…` is the opposite of the one it is named after. */
const TESTS: Readonly<Record<string, Test>> = {
  StringEquals: (value, wanted) => value === wanted,
  StringEqualsIgnoreCase: (value, wanted) => value.toLowerCase() === wanted.toLowerCase(),
  StringLike: (value, wanted) => wildcard(wanted, value),
  ArnEquals: (value, wanted) => wildcard(wanted, value),
  ArnLike: (value, wanted) => wildcard(wanted, value),
  Bool: (value, wanted) => value.toLowerCase() === wanted.toLowerCase(),
  IpAddress: inNetwork,
  NumericEquals: (value, wanted) => Number(value) === Number(wanted),
  NumericLessThan: (value, wanted) => Number(value) < Number(wanted),
  NumericLessThanEquals: (value, wanted) => Number(value) <= Number(wanted),
  NumericGreaterThan: (value, wanted) => Number(value) > Number(wanted),
  NumericGreaterThanEquals: (value, wanted) => Number(value) >= Number(wanted),
  DateLessThan: (value, wanted) => Date.parse(value) < Date.parse(wanted),
  DateGreaterThan: (value, wanted) => Date.parse(value) > Date.parse(wanted),
};

function holds(operator: string, value: string | undefined, wanted: readonly string[]): boolean {
  const optional = operator.endsWith('IfExists');
  const name = optional ? operator.slice(0, -'IfExists'.length) : operator;
  if (name === 'Null') return wanted.includes(String(value === undefined));
  if (value === undefined) return optional || /^(?:String|Numeric|Date|Arn)?Not/.test(name);
  const positive = name.replace('Not', '');
  const test = TESTS[positive];
  if (test === undefined) return false;
  const any = wanted.some((item) => test(value, item));
  return positive === name ? any : !any;
}

/** All operators and all keys must hold; of a key's values one is enough. */
export const conditionsHold = (block: ConditionBlock, call: S3Call): boolean =>
  Object.entries(block).every(([operator, keys]) =>
    Object.entries(keys).every(([key, wanted]) => {
      const values = (Array.isArray(wanted) ? wanted : [wanted]) as readonly unknown[];
      return holds(operator, requestValue(key, call), values.map(String));
    }),
  );
