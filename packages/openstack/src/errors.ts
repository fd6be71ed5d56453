import {
  CloudError,
  type CloudErrorCode,
  errorFromStatus,
  type FailedResponse,
  parseRetryAfter,
  type ResponseFault,
  responseError,
} from '@portolan/core/driver';
import type { ServiceType } from './auth/service-types.ts';
import { type Fault, readFault } from './fault-body.ts';

interface Meaning {
  readonly code: CloudErrorCode;
  readonly retry?: ResponseFault['retry'];
  readonly outcome?: ResponseFault['outcome'];
  readonly remedy?: string | undefined;
}

/** One row: what an answer looks like, and what it means. The first that fits counts; with none, the status alone. */
interface Rule extends Meaning {
  readonly service?: ServiceType | undefined;
  /** Of the calls that sign in. */
  readonly signIn?: true | undefined;
  readonly status?: number | undefined;
  /** The provider's own name of the fault: `itemNotFound`, `OverQuota`. */
  readonly name?: string | undefined;
  /** Where only the text tells two faults apart. */
  readonly message?: RegExp | undefined;
}

const QUOTA = /quota|exceed(?:s|ed)|limit reached|has been reached|too many (?!requests)/i;
const RATE = /\brate\b|rate-limited|too many requests|every minute|per (?:minute|second|hour|day)/i;
const AUTH_REMEDY = 'check user, password or key, their domain, and the project';

/** Sources: api-refs and servers of each service, and Rackspace's documents; texts as Zed's servers send them. */
export const rules: readonly Rule[] = [
  // Keystone. An unknown token was 404 in 2016.
  {
    service: 'identity',
    signIn: true,
    status: 401,
    name: 'MoreFactorsRequired',
    code: 'unauthenticated',
    remedy: 'give passcode or totpSecret beside the password',
  },
  { service: 'identity', signIn: true, status: 401, code: 'unauthenticated', remedy: AUTH_REMEDY },
  // radosgw's way to refuse a key of Swift's own sign-in.
  { service: 'identity', signIn: true, status: 403, name: 'AccessDenied', code: 'unauthenticated', remedy: 'check user and key' },
  { service: 'identity', signIn: true, status: 404, message: /token/i, code: 'unauthenticated', remedy: AUTH_REMEDY },
  { service: 'identity', signIn: true, status: 404, code: 'protocol', remedy: 'check authUrl: no identity service of this version answers there' },
  { service: 'identity', status: 409, message: /duplicate|already|conflict occurred/i, code: 'already-exists' },
  { service: 'identity', status: 403, name: 'userDisabled', code: 'unauthenticated', remedy: 'the user is disabled' },

  // Rates come before quotas: the same words are used for both. 498 is Swift's rate limit.
  { status: 498, code: 'rate-limited', retry: 'maybe', outcome: 'not-done' },
  { status: 429, code: 'rate-limited', retry: 'maybe', outcome: 'not-done' },
  { name: 'overLimit', message: RATE, code: 'rate-limited', retry: 'maybe', outcome: 'not-done' },
  { name: 'overLimit', message: QUOTA, code: 'quota-exceeded', remedy: 'delete something or ask for a larger quota' },
  { name: 'overLimit', code: 'rate-limited', retry: 'maybe', outcome: 'not-done' },

  // Nova
  { service: 'compute', status: 403, message: QUOTA, code: 'quota-exceeded', remedy: 'delete something or ask for a larger quota' },
  {
    service: 'compute',
    status: 403,
    message: /volume-backed|image_backed/i,
    code: 'permission-denied',
    remedy: 'this size has no disk: give native: { bootVolume: { sizeGiB } }',
  },
  { service: 'compute', status: 400, message: /could not be found|can ?not find|unable to find|invalid key_name/i, code: 'not-found' },
  { service: 'compute', status: 409, message: /already exists/i, code: 'already-exists' },
  {
    service: 'compute',
    status: 409,
    message: /multiple possible networks/i,
    code: 'conflict',
    remedy: 'name the network: networks in the create or in the profile',
  },
  { service: 'compute', status: 400, message: /invalid volume|status must be|already attached|still in use/i, code: 'conflict' },
  { service: 'compute', name: 'resizeNotAllowed', code: 'conflict' },
  { service: 'compute', name: 'serverCapacityUnavailable', code: 'quota-exceeded', retry: 'maybe' },
  { service: 'compute', status: 406, code: 'unsupported', remedy: 'the server does not speak this microversion' },

  // Neutron
  { name: 'OverQuota', code: 'quota-exceeded', remedy: 'delete something or ask for a larger quota' },
  { name: 'IpAddressGenerationFailure', code: 'quota-exceeded', remedy: 'the network has no free address' },
  { name: 'ExternalIpAddressExhausted', code: 'quota-exceeded', remedy: 'the network has no free address' },
  {
    name: 'ExternalGatewayForFloatingIPNotFound',
    code: 'conflict',
    outcome: 'not-done',
    remedy: 'a router must join the network of the server to the one of the address',
  },
  { name: 'RevisionNumberConstraintFailed', code: 'precondition-failed' },
  { name: 'SecurityGroupRuleExists', code: 'already-exists' },
  { name: 'RetryRequest', code: 'conflict', retry: 'maybe', outcome: 'not-done' },

  // Cinder. A volume in the wrong state is 400 with a text.
  { service: 'block-storage', status: 413, code: 'quota-exceeded', remedy: 'delete something or ask for a larger quota' },
  {
    service: 'block-storage',
    status: 400,
    message: /status must be|invalid volume|invalid snapshot: .*status|is busy|must be .*(?:available|detached)/i,
    code: 'conflict',
  },
  { service: 'block-storage', status: 400, message: /could not be found/i, code: 'not-found' },
  { service: 'block-storage', status: 406, code: 'unsupported', remedy: 'the server does not speak this microversion' },

  // Glance
  // Else the image is larger than any may be.
  { service: 'image', status: 413, message: QUOTA, code: 'quota-exceeded', remedy: 'delete something or ask for a larger quota' },
  { service: 'image', status: 403, message: /protected/i, code: 'conflict', remedy: 'the image is protected against deletion' },

  // Rackspace's services. Load balancers: one change at a time, and the next is refused while it lasts. What is deleted is 410, for 90 days.
  { service: 'rax:load-balancer', status: 422, code: 'conflict', outcome: 'not-done' },
  { service: 'rax:load-balancer', status: 413, code: 'quota-exceeded' },
  { service: 'rax:dns', status: 409, code: 'already-exists' },
  { service: 'rax:dns', status: 413, code: 'quota-exceeded', remedy: 'delete something or ask for a larger quota' },
  // Of addresses and devices that are not the account's: the token is good.
  { service: 'rax:dns', status: 401, message: /device|address|rdns|\bip\b/i, code: 'permission-denied' },
  { service: 'database', status: 422, code: 'conflict', outcome: 'not-done' },
  { service: 'database', status: 413, message: QUOTA, code: 'quota-exceeded' },
  // Limits of the account are 400, and so are children that must go first.
  { service: 'rax:monitor', name: 'limitReached', code: 'quota-exceeded' },
  { service: 'rax:monitor', name: 'rateLimitReached', code: 'rate-limited', retry: 'maybe', outcome: 'not-done' },
  { service: 'rax:monitor', status: 400, name: 'childrenExistError', code: 'conflict' },
  { service: 'rax:autoscale', status: 403, name: 'CannotExecutePolicyError', code: 'conflict', outcome: 'not-done' },
  { service: 'rax:autoscale', status: 403, name: 'GroupNotEmptyError', code: 'conflict', remedy: 'delete it with force, or set its minimum and maximum to 0' },
  { service: 'rax:autoscale', status: 403, message: /not empty|cooldown|cannot execute/i, code: 'conflict', outcome: 'not-done' },
  { service: 'rax:cdn', status: 400, message: /neither deployed nor failed|not deployed/i, code: 'conflict', outcome: 'not-done' },

  // Swift
  { service: 'object-store', status: 413, message: QUOTA, code: 'quota-exceeded' },
  // What arrived has not the MD5 that was announced: it was changed on the way.
  { service: 'object-store', status: 422, code: 'protocol', retry: 'maybe', outcome: 'not-done' },
  { service: 'object-store', status: 499, code: 'unavailable', retry: 'maybe', outcome: 'not-done' },
  { service: 'object-store', status: 507, code: 'quota-exceeded', retry: 'maybe', outcome: 'unknown' },
  { service: 'object-store', status: 503, message: /slow down|rate/i, code: 'rate-limited', retry: 'maybe' },
];

const REQUEST_IDS = ['x-openstack-request-id', 'x-compute-request-id', 'x-trans-id', 'x-request-id'] as const;

/** Names the fault of any OpenStack service. */
export function toCloudError(failure: FailedResponse, service: ServiceType): CloudError {
  const fault = readFault(failure);
  const meaning = meaningOf(
    { status: failure.status, waitMs: waitOf(failure, fault), conditional: hasCondition(failure.request.headers), signIn: signsIn(failure) },
    service,
    fault,
  );
  const requestId = REQUEST_IDS.map((name) => failure.headers[name]).find((id) => id !== undefined && id !== '');
  // Rackspace DNS calls the header Reply-After; Nova repeats the time in the body.
  const after = failure.headers['reply-after'] ?? fault.retryAfter;
  return responseError(failure, {
    ...meaning,
    message: fault.message ?? '',
    providerCode: fault.name,
    requestId,
    ...(failure.headers['retry-after'] === undefined && after !== undefined
      ? { retryAfterMs: parseRetryAfter(after, failure.receivedAt, failure.headers['date']) }
      : {}),
  });
}

/** Seconds or a date, in the header, in Rackspace's own header, or in the body. */
function waitOf({ headers, receivedAt }: FailedResponse, { retryAfter }: Fault): number {
  return parseRetryAfter(headers['retry-after'] ?? headers['reply-after'] ?? retryAfter, receivedAt, headers['date']) ?? 0;
}

interface Answered {
  readonly status: number;
  /** When to come back, as far as the answer says. */
  readonly waitMs: number;
  /** The request had a condition. */
  readonly conditional: boolean;
  readonly signIn?: boolean;
}

const signsIn = ({ request: { operation } }: FailedResponse): boolean =>
  operation === undefined || /^(?:Authenticate|ListIdentityVersions|RevokeToken)/.test(operation);

function meaningOf({ status, waitMs, conditional, signIn = false }: Answered, service: ServiceType, fault: Fault): Partial<Meaning> {
  const text = fault.message ?? '';
  // 412 answers a condition, and also a listing's limit that is too large or a name that is none.
  if (status === 412 && !conditional) return { code: 'invalid-argument' };
  // 413 has three meanings: a rate (it says when to come back), a quota, or a body that is too large.
  if (status === 413 && waitMs > 0) return { code: 'rate-limited', retry: 'maybe', outcome: 'not-done' };
  const rule = rules.find(
    (one) =>
      (one.service === undefined || one.service === service) &&
      (one.signIn === undefined || signIn) &&
      (one.status === undefined || one.status === status) &&
      (one.name === undefined || one.name === fault.name) &&
      (one.message === undefined || one.message.test(text)),
  );
  if (rule === undefined) return {};
  const { code, retry, outcome, remedy } = rule;
  return { code, ...(retry === undefined ? {} : { retry }), ...(outcome === undefined ? {} : { outcome }), ...(remedy === undefined ? {} : { remedy }) };
}

const hasCondition = (headers: Readonly<Record<string, string>>): boolean => Object.keys(headers).some((name) => /^if-/i.test(name));

/** What a service reports inside an answer of status 200 (Swift's bulk calls: `409 Conflict`), named like the answer it stands for. */
export function statusError(status: string, service: ServiceType, message: string, conditional = false): CloudError {
  const number = Number.parseInt(status, 10);
  if (Number.isNaN(number)) return new CloudError('protocol', `the server reported ${JSON.stringify(status)}: ${message}`, { outcome: 'unknown' });
  const meaning = { ...errorFromStatus(number), ...meaningOf({ status: number, waitMs: 0, conditional }, service, { message }) };
  return new CloudError(meaning.code, message === '' ? status : message, { ...meaning, status: number });
}
