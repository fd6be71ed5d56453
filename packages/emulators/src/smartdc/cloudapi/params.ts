import { createHash } from 'node:crypto';
import type { EmulatorRequest } from '../../kit/exchange.ts';
import { ApiError } from './api-error.ts';

const MAX_BODY_BYTES = 100_000;

/**
 * restify's merge: query values do not replace path parameters, body values replace both (`mapParams`, `overrideParams` in CloudAPI's
 * `lib/app.js`). `account` is kept: it has been decided by authorisation.
 */
export function mergeParams(
  path: Readonly<Record<string, string>>,
  query: Readonly<Record<string, unknown>>,
  body: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const { account: _, ...rest } = body;
  return Object.assign(Object.create(null) as Record<string, unknown>, query, path, rest);
}

/** Repeated names become lists, as with `qs`. */
export function collectPairs(pairs: readonly (readonly [string, string])[]): Record<string, unknown> {
  const out: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  for (const [rawName, value] of pairs) {
    const name = rawName.endsWith('[]') ? rawName.slice(0, -2) : rawName;
    const before = out[name];
    out[name] = before === undefined ? value : [...(Array.isArray(before) ? (before as unknown[]) : [before]), value];
  }
  return out;
}

/** JSON and form bodies; others are ignored (gosdc sends `application/octet-stream` with empty bodies). */
export async function readBodyParams(request: EmulatorRequest): Promise<Record<string, unknown>> {
  if (request.method === 'GET' || request.method === 'HEAD') return {};
  const body = await request.body();
  if (body.length === 0) return {};
  if (body.length > MAX_BODY_BYTES) throw new ApiError(413, 'PayloadTooLargeError', `Request body size exceeds ${MAX_BODY_BYTES}`);
  const md5 = request.header('content-md5');
  if (md5 !== undefined) {
    const digest = createHash('md5').update(body).digest('base64');
    if (digest !== md5) throw new ApiError(400, 'BadDigest', `Content-MD5 '${md5}' didn't match '${digest}'`);
  }
  const type = (request.header('content-type') ?? 'application/octet-stream').split(';')[0]?.trim().toLowerCase();
  if (type === 'application/json') return jsonParams(body.toString('utf8'));
  if (type === 'application/x-www-form-urlencoded') return collectPairs([...new URLSearchParams(body.toString('utf8'))]);
  return {};
}

function jsonParams(text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new ApiError(400, 'InvalidContent', `Invalid JSON: ${(error as Error).message}`);
  }
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

/** A parameter as text; numbers and booleans of a JSON body become text, lists and objects do not. */
export function text(params: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const value = params[name];
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

/** CloudAPI tests most optional parameters for truth: an empty string is as good as none. */
export const given = (params: Readonly<Record<string, unknown>>, name: string): boolean => Boolean(params[name]);
