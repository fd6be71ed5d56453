import { createHash, createHmac } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

export const ACCESS_KEY_ID = 'AKIDBENCHMARK';
export const SECRET_ACCESS_KEY = 'only-good-on-loopback-for-a-benchmark';
export const REGION = 'us-east-1';

const AUTHORIZATION = /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/(s3|ec2)\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/;
const keys = new Map<string, Buffer>();

/** Whether SigV4 of a request's head is right. Source: AWS General Reference, "Create a signed AWS API request". */
export function isSigned(request: IncomingMessage): boolean {
  const parts = AUTHORIZATION.exec(request.headers.authorization ?? '');
  if (parts === null || parts[1] !== ACCESS_KEY_ID) return false;
  const [, , date, region, service, names, signature] = parts as unknown as [string, string, string, string, string, string, string];
  const scope = `${date}/${region}/${service}/aws4_request`;
  const [path = '', query = ''] = (request.url ?? '').split(/\?(.*)/s);
  const canonical = [
    request.method,
    path,
    query
      .split('&')
      .filter((pair) => pair !== '')
      .map((pair) => (pair.includes('=') ? pair : `${pair}=`))
      .sort()
      .join('&'),
    ...names.split(';').map(
      (name) =>
        `${name}:${String(request.headers[name] ?? '')
          .trim()
          .replace(/ +/g, ' ')}`,
    ),
    '',
    names,
    String(request.headers['x-amz-content-sha256'] ?? ''),
  ].join('\n');
  const text = ['AWS4-HMAC-SHA256', request.headers['x-amz-date'], scope, createHash('sha256').update(canonical).digest('hex')].join('\n');
  return createHmac('sha256', keyOf(scope)).update(text).digest('hex') === signature;
}

function keyOf(scope: string): Buffer {
  let key = keys.get(scope);
  if (key === undefined) {
    key = Buffer.from(`AWS4${SECRET_ACCESS_KEY}`);
    for (const part of scope.split('/')) key = createHmac('sha256', key).update(part).digest();
    keys.set(scope, key);
  }
  return key;
}
