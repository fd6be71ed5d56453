import type { HostileDocument, ProxyEffect, ProxyFault, ProxyPlan } from '@portolan/emulators';
import { HOSTILE_DOCUMENTS } from '@portolan/emulators';
import type { CloudErrorCode } from 'portolan';

export type Ending = CloudErrorCode | 'ok';

/** What a plan may do to calls that read and calls that change something. Anything else is a defect. */
export interface SpoilingPlan {
  readonly plan: ProxyPlan;
  readonly reads: readonly Ending[];
  readonly changes: readonly Ending[];
  /** What it may do to the reading of an object, where that is not as with other reads: its bytes are whatever the server sends. */
  readonly content?: readonly Ending[];
  /** Takes whoever reads it a second and more. */
  readonly heavy?: boolean;
  /** How long a call that changes something may take: where states never show, it waits for them as long as it may. */
  readonly limitMs?: number;
  /** Not every call meets it. */
  readonly rare?: boolean;
  /** Fields of the profile while it is tried. */
  readonly fields?: Readonly<Record<string, unknown>>;
}

/** Where nothing of ours has to go. */
export const ELSEWHERE = '127.0.0.1:1';

const GIVEN_UP: readonly Ending[] = ['unavailable'];
/** Cut off in the head it is no answer, in the body a broken one. */
const BROKEN: readonly Ending[] = ['unavailable', 'protocol'];
const OK: readonly Ending[] = ['ok'];

const always = (effect: ProxyEffect, match: Omit<ProxyFault, 'effect'> = {}): ProxyPlan => ({ faults: [{ ...match, effect }] });
const once = (effect: ProxyEffect): ProxyPlan => ({ faults: [{ times: 1, effect }] });

const HEAVY: ReadonlySet<HostileDocument> = new Set(['gzip-bomb', 'xml-deep', 'json-deep']);

const hostile = (document: HostileDocument): SpoilingPlan => ({
  heavy: HEAVY.has(document),
  plan: always({ kind: 'hostile', document }),
  // What changes something without reading the answer may take any 200 for a yes.
  reads: ['protocol', 'not-found', 'unauthenticated', 'unknown'],
  changes: ['ok', 'protocol', 'not-found', 'unauthenticated', 'unknown'],
  content: ['ok', 'protocol', 'not-found', 'unauthenticated', 'unknown'],
});

/** The same where the reason of a refusal is looked for. */
const hostileRefusal = (document: HostileDocument): SpoilingPlan => ({
  heavy: HEAVY.has(document),
  plan: always({ kind: 'hostile', document, status: 400 }),
  reads: ['invalid-argument', 'protocol', 'unknown'],
  changes: ['invalid-argument', 'protocol', 'unknown'],
});

export const PLANS: Readonly<Record<string, SpoilingPlan>> = {
  latency: { plan: always({ kind: 'latency', ms: { min: 1, max: 25 } }), reads: OK, changes: OK },
  'slow answers': { plan: always({ kind: 'slow', direction: 'response', bytes: { min: 100, max: 300 }, everyMs: 1 }), reads: OK, changes: OK },
  'slow requests': { plan: always({ kind: 'slow', direction: 'request', bytes: { min: 100, max: 300 }, everyMs: 1 }), reads: OK, changes: OK },
  // A byte now and then keeps connections busy for ever: the time of the call is what counts.
  'slow loris': {
    plan: always({ kind: 'slow', direction: 'response', bytes: 1, everyMs: 40 }),
    reads: ['timeout'],
    changes: ['timeout'],
    fields: { timeoutMs: 400 },
  },
  'stale reads': { plan: always({ kind: 'stale' }), reads: OK, changes: ['ok', 'timeout'], limitMs: 3_000 },
  silence: { plan: always({ kind: 'silence' }), reads: ['timeout'], changes: ['timeout'], fields: { timeoutMs: 300 } },
  'a reset in every request': { plan: always({ kind: 'cut-request', bytes: { min: 0, max: 400 } }), reads: GIVEN_UP, changes: GIVEN_UP },
  'a request that is closed in the middle': {
    plan: always({ kind: 'cut-request', bytes: { min: 0, max: 400 }, by: 'close' }),
    reads: GIVEN_UP,
    changes: GIVEN_UP,
  },
  'a reset in the head of every answer': { plan: always({ kind: 'cut-response', bytes: { min: 0, max: 60 } }), reads: BROKEN, changes: BROKEN },
  'a reset in every answer': {
    plan: always({ kind: 'cut-response', bytes: { min: 0, max: 400 } }),
    reads: [...BROKEN, 'ok'],
    changes: [...BROKEN, 'ok', 'already-exists', 'conflict'],
  },
  'a reset in the middle of what is long': {
    plan: always({ kind: 'cut-response', bytes: { min: 20_000, max: 200_000 } }),
    reads: [...BROKEN, 'ok'],
    changes: [...BROKEN, 'ok'],
  },
  'long bodies cut before their length': {
    plan: always({ kind: 'truncate', bytes: 100_000, framing: 'length' }),
    reads: [...BROKEN, 'ok'],
    changes: [...BROKEN, 'ok'],
  },
  'long bodies cut where nobody can see it': { plan: always({ kind: 'truncate', bytes: 100_000, framing: 'close' }), reads: [...BROKEN, 'ok'], changes: OK },
  'one reset': { plan: once({ kind: 'cut-response', bytes: 0 }), reads: OK, changes: [...BROKEN, 'ok'] },
  'bodies cut before their length': {
    plan: always({ kind: 'truncate', bytes: 9, framing: 'length' }),
    reads: ['protocol', 'ok'],
    changes: [...BROKEN, 'ok', 'already-exists', 'conflict'],
  },
  'chunks that do not end': {
    plan: always({ kind: 'truncate', bytes: 9, framing: 'chunked' }),
    reads: ['protocol'],
    changes: [...BROKEN, 'ok', 'already-exists', 'conflict'],
  },
  'bodies cut where nobody can see it': {
    plan: always({ kind: 'truncate', bytes: 9, framing: 'close' }),
    reads: ['protocol'],
    changes: ['protocol', 'ok', 'already-exists', 'conflict', 'invalid-argument'],
  },
  '429 with Retry-After': {
    plan: always({ kind: 'answer', status: 429, headers: { 'Retry-After': '0' } }),
    reads: ['rate-limited'],
    changes: ['rate-limited'],
  },
  '429 without': { plan: always({ kind: 'answer', status: 429 }), reads: ['rate-limited'], changes: ['rate-limited'] },
  'one 429': { plan: once({ kind: 'answer', status: 429, headers: { 'Retry-After': '0' } }), reads: OK, changes: OK },
  '503 with Retry-After': { plan: always({ kind: 'answer', status: 503, headers: { 'Retry-After': '0' } }), reads: GIVEN_UP, changes: GIVEN_UP },
  '503 without': { plan: always({ kind: 'answer', status: 503 }), reads: GIVEN_UP, changes: GIVEN_UP },
  'a 503 that asks for an hour': {
    plan: always({ kind: 'answer', status: 503, headers: { 'Retry-After': '3600' } }),
    reads: GIVEN_UP,
    changes: GIVEN_UP,
    fields: { timeoutMs: 7_200_000 },
  },
  '500 after the work': { plan: always({ kind: 'answer', status: 500, after: true }), reads: ['unavailable', 'unknown'], changes: ['unavailable', 'unknown'] },
  '401 for ever': { plan: always({ kind: 'answer', status: 401 }), reads: ['unauthenticated'], changes: ['unauthenticated'] },
  // Signing in works, and changes nothing: once a call is enough.
  '401 for ever, whatever the token': {
    plan: { faults: [{ match: { target: '^(?!.*(/oauth/|/tokens$))' }, effect: { kind: 'answer', status: 401 } }] },
    reads: ['unauthenticated'],
    changes: ['unauthenticated'],
  },
  '401 in the middle': { plan: once({ kind: 'answer', status: 401 }), reads: ['ok', 'unauthenticated'], changes: ['ok', 'unauthenticated'] },
  'delivered twice': { plan: always({ kind: 'duplicate' }), reads: OK, changes: ['ok'] },
  'a redirect to another origin': {
    plan: always({ kind: 'redirect', location: `http://${ELSEWHERE}` }),
    reads: ['protocol', 'unavailable', 'unknown', 'conflict', 'invalid-argument'],
    changes: ['protocol', 'unavailable', 'unknown', 'conflict', 'invalid-argument'],
  },
  'no HTTP': { plan: always({ kind: 'garbage' }), reads: ['protocol'], changes: ['protocol'] },
  'a bad day': {
    rare: true,
    plan: {
      faults: [
        { probability: 0.1, effect: { kind: 'cut-response', bytes: { min: 0, max: 300 } } },
        { probability: 0.1, effect: { kind: 'answer', status: 503, headers: { 'Retry-After': '0' } } },
        { probability: 0.1, effect: { kind: 'answer', status: 500, after: true } },
        { probability: 0.1, effect: { kind: 'duplicate' } },
        { probability: 0.2, effect: { kind: 'latency', ms: { min: 0, max: 20 } } },
      ],
    },
    reads: ['ok', ...BROKEN, 'unknown'],
    changes: ['ok', ...BROKEN, 'unknown', 'already-exists', 'conflict'],
    fields: { maxAttempts: 4 },
  },
  ...Object.fromEntries(HOSTILE_DOCUMENTS.map((document) => [`hostile: ${document}`, hostile(document)])),
  ...Object.fromEntries(HOSTILE_DOCUMENTS.map((document) => [`a hostile refusal: ${document}`, hostileRefusal(document)])),
};
