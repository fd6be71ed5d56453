import { HOSTILE_DOCUMENTS } from './hostile-documents.ts';
import type { ProxyEffect, ProxyPlan } from './proxy-plan.ts';

type Check = (value: unknown) => string | undefined;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);
const whole = (value: unknown): value is number => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;

const amount: Check = (value) => {
  if (whole(value)) return undefined;
  if (isRecord(value) && whole(value['min']) && whole(value['max']) && value['min'] <= value['max'] && Object.keys(value).length === 2) return undefined;
  return 'a whole number from 0, or { min, max }';
};
const oneOf =
  (...words: readonly (string | number)[]): Check =>
  (value) =>
    words.some((word) => word === value) ? undefined : `one of ${words.join(', ')}`;
const status: Check = (value) => (whole(value) && value >= 200 && value <= 599 ? undefined : 'a status from 200 to 599');
const text: Check = (value) => (typeof value === 'string' ? undefined : 'a text');
const flag: Check = (value) => (typeof value === 'boolean' ? undefined : 'true or false');
const count: Check = (value) => (whole(value) ? undefined : 'a whole number from 0');
const share: Check = (value) => (typeof value === 'number' && value >= 0 && value <= 1 ? undefined : 'a number from 0 to 1');
const pattern: Check = (value) => {
  if (typeof value !== 'string') return 'a regular expression';
  try {
    new RegExp(value);
    return undefined;
  } catch {
    return 'a regular expression';
  }
};
const methods: Check = (value) =>
  typeof value === 'string' || (Array.isArray(value) && value.every((one) => typeof one === 'string')) ? undefined : 'a method or a list of them';
const headers: Check = (value) =>
  isRecord(value) && Object.entries(value).every(([name, one]) => /^[\w!#$%&'*+.^`|~-]+$/.test(name) && typeof one === 'string' && !/[\r\n\0]/.test(one))
    ? undefined
    : 'an object of header values';

interface Fields {
  readonly required?: Readonly<Record<string, Check>>;
  readonly optional?: Readonly<Record<string, Check>>;
}

const EFFECTS: Readonly<Record<ProxyEffect['kind'], Fields>> = {
  latency: { required: { ms: amount } },
  slow: { required: { direction: oneOf('request', 'response'), bytes: amount, everyMs: amount } },
  'cut-request': { required: { bytes: amount }, optional: { by: oneOf('reset', 'close') } },
  'cut-response': { required: { bytes: amount }, optional: { by: oneOf('reset', 'close') } },
  truncate: { required: { bytes: amount, framing: oneOf('length', 'chunked', 'close') } },
  answer: { required: { status }, optional: { headers, body: text, after: flag } },
  redirect: { required: { location: text }, optional: { status: oneOf(301, 302, 303, 307, 308) } },
  flood: { required: { status, bytes: amount }, optional: { announced: flag, contentType: text } },
  hostile: { required: { document: oneOf(...HOSTILE_DOCUMENTS) }, optional: { status, contentType: text, after: flag } },
  garbage: { optional: { bytes: amount } },
  duplicate: { optional: { answer: oneOf('first', 'last') } },
  stale: {},
  silence: {},
};

const MATCH: Fields = { optional: { method: methods, target: pattern, host: pattern, body: pattern } };
const FAULT: Fields = { optional: { skip: count, times: count, probability: share, match: () => undefined }, required: { effect: () => undefined } };

/** A plan from a file: `{ "faults": [{ "match": { "method": "POST" }, "times": 1, "effect": { "kind": "cut-response", "bytes": 40 } }] }`. All that is wrong is told at once. */
export function readProxyPlan(value: unknown): ProxyPlan {
  const problems: string[] = [];
  if (!isRecord(value) || !Array.isArray(value['faults'])) throw new TypeError('a fault plan is an object with a list "faults"');
  for (const key of Object.keys(value)) if (key !== 'faults') problems.push(`unknown field "${key}"`);
  value['faults'].forEach((fault: unknown, index) => {
    const where = `faults[${index}]`;
    if (!check(fault, FAULT, where, problems)) return;
    if (fault['match'] !== undefined) check(fault['match'], MATCH, `${where}.match`, problems);
    const effect = fault['effect'];
    const kind = isRecord(effect) ? effect['kind'] : undefined;
    if (typeof kind !== 'string' || !Object.hasOwn(EFFECTS, kind))
      problems.push(`${where}.effect.kind: got ${JSON.stringify(kind)}, expected one of ${Object.keys(EFFECTS).join(', ')}`);
    else {
      const { kind: _, ...fields } = effect as Readonly<Record<string, unknown>>;
      check(fields, EFFECTS[kind as ProxyEffect['kind']], `${where}.effect`, problems);
    }
  });
  if (problems.length > 0) throw new TypeError(`the fault plan is not right:\n  - ${problems.join('\n  - ')}`);
  return value as unknown as ProxyPlan;
}

function check(value: unknown, { required = {}, optional = {} }: Fields, where: string, problems: string[]): value is Readonly<Record<string, unknown>> {
  if (!isRecord(value)) {
    problems.push(`${where}: expected an object`);
    return false;
  }
  for (const [name, expects] of Object.entries({ ...required, ...optional })) {
    if (value[name] === undefined) {
      if (Object.hasOwn(required, name)) problems.push(`${where}.${name}: is missing`);
      continue;
    }
    const expected = expects(value[name]);
    if (expected !== undefined) problems.push(`${where}.${name}: got ${JSON.stringify(value[name])}, expected ${expected}`);
  }
  for (const name of Object.keys(value)) {
    if (!Object.hasOwn(required, name) && !Object.hasOwn(optional, name)) problems.push(`${where}: unknown field "${name}"`);
  }
  return true;
}
