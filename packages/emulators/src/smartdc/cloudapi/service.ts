import type { ServerResponse } from 'node:http';
import type { EmulatorRequest } from '../../kit/exchange.ts';
import type { EmulatorHandler } from '../../kit/server.ts';
import { ApiError, notFound } from './api-error.ts';
import { authenticate, checkDate, pathAccount, readAuthorization, readPresigned } from './authenticate.ts';
import type { Call } from './call.ts';
import type { Cloud } from './cloud.ts';
import type { Machine } from './machines/machine.ts';
import { collectPairs, mergeParams, readBodyParams, text } from './params.ts';
import { type AnswerContext, refuseUpgrade, sendAnswer, sendError } from './respond.ts';
import { authorize, resourcePath } from './role-tags.ts';
import { type Matched, Router } from './router.ts';
import { ROUTES } from './routes.ts';
import { Throttle, type ThrottleOptions } from './throttle.ts';
import { API_VERSIONS, negotiateVersion } from './version.ts';

const FORMATS = ['application/json', 'text/plain', 'application/octet-stream', 'application/javascript'];
const ACCEPTABLE = [...FORMATS, 'application/*', 'text/*', '*/*'];

/** One CloudAPI endpoint. The order of checks is the server's: framework, header, body, credentials, account, machine, permission, throttle. */
export function cloudapi(cloud: Cloud, throttleOptions?: ThrottleOptions): EmulatorHandler {
  const router = new Router(ROUTES);
  const throttle = throttleOptions === undefined ? undefined : new Throttle(throttleOptions);
  return async (request, response) => {
    if (request.header('expect') !== undefined) response.writeContinue();
    const now = cloud.clock.now();
    cloud.settle(now);
    let context: AnswerContext = { response, accept: request.header('accept') ?? '', methods: [] };
    try {
      if (ping(request, response, cloud)) return;
      const matched = router.match(request.method, request.path);
      const version = chooseVersion(request, matched.route.versions);
      checkAccept(request);
      const signature = readAuthorization(request, now);
      checkDate(request, now);
      const body = await readBodyParams(request);
      context = { ...context, methods: matched.methods, version };
      const caller = authenticate(cloud.accounts, readPresigned(request, now) ?? signature, version);
      const account = pathAccount(cloud.accounts, caller, matched.params['account'] ?? '');
      const params = mergeParams(matched.params, collectPairs(request.queryPairs()), body);
      const machine = loadMachine(cloud, account.id, matched.params['machine']);
      authorize(caller, account, request.path, actionName(matched, params), text(params, 'as-role'));
      refuseWrites(cloud, request.method);
      throttle?.take(account.id, now);
      const call: Call = {
        cloud,
        now,
        version,
        caller,
        account,
        params,
        path: request.path,
        host: request.header('host') ?? '',
        get machine(): Machine {
          if (machine === undefined) throw notFound('VM not found');
          return machine;
        },
        roleTag: request.header('role-tag'),
        request,
      };
      const answer = matched.route.handle(call);
      if (answer.upgraded !== undefined) {
        answer.upgraded();
        return;
      }
      const tags = account.roleTags.get(resourcePath(request.path));
      const tagged = tags !== undefined && tags.length > 0 && request.method === 'GET';
      sendAnswer(context, tagged ? { ...answer, headers: { ...answer.headers, 'role-tag': tags.join(', ') } } : answer);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      request.stream.resume();
      if (request.upgrade !== undefined) {
        refuseUpgrade(response, error.status);
        return;
      }
      sendError(context, error);
    }
  };
}

/** What needs no credentials: the health check, and the documentation. */
function ping(request: EmulatorRequest, response: ServerResponse, cloud: Cloud): boolean {
  const context = { response, accept: '', methods: ['GET', 'HEAD'], version: API_VERSIONS.at(-1) ?? '' };
  if (request.path === '/--ping') {
    sendAnswer(context, {
      status: 200,
      body: { ping: 'pong', cloudapi: { versions: API_VERSIONS } },
      headers: { 'Triton-Datacenter-Name': cloud.datacenter },
    });
    return true;
  }
  if (request.path !== '/' && request.path !== '/docs') return false;
  sendAnswer(context, { status: 302, headers: { Location: 'https://apidocs.tritondatacenter.com/cloudapi' } });
  return true;
}

/** `X-Api-Version` is the older name; `Api-Version` on requests is documented, and ignored by restify. */
function chooseVersion(request: EmulatorRequest, served?: readonly string[]): string {
  const range = request.header('accept-version') ?? request.header('x-api-version') ?? '*';
  const version = negotiateVersion(range, served);
  // Documented as 449.
  if (version === undefined) throw new ApiError(400, 'InvalidVersion', `${range} is not supported by ${request.method} ${request.path}`);
  return version;
}

function checkAccept(request: EmulatorRequest): void {
  const accept = request.header('accept');
  if (accept === undefined || accept === '') return;
  const wanted = accept.split(',').map((entry) => entry.split(';')[0]?.trim().toLowerCase() ?? '');
  if (!wanted.some((type) => ACCEPTABLE.includes(type))) throw new ApiError(406, 'NotAcceptableError', `Server accepts: ${FORMATS.join()}`);
}

/** Read-only mode. `Retry-After` is whatever the operators wrote as the time of its end. */
function refuseWrites(cloud: Cloud, method: string): void {
  if (cloud.maintenance === undefined || !['PUT', 'POST', 'DELETE'].includes(method)) return;
  const { until } = cloud.maintenance;
  throw new ApiError(503, 'ServiceUnavailableError', 'This Triton data center is being upgraded', {
    headers: until === undefined ? {} : { 'Retry-After': until },
  });
}

/** Before authorisation, so a subuser sees 404 for what it could not have read. */
function loadMachine(cloud: Cloud, ownerId: string, id: string | undefined): Machine | undefined {
  if (id === undefined) return undefined;
  const machine = cloud.machines.find((candidate) => candidate.id === id && candidate.ownerId === ownerId);
  if (machine === undefined) throw notFound('VM not found');
  return machine;
}

/** `startmachine`, `resizemachine`, … for the actions of one route. */
function actionName(matched: Matched, params: Readonly<Record<string, unknown>>): string {
  if (matched.route.name !== 'updatemachine') return matched.route.name;
  const action = text(params, 'action') ?? '';
  if (action === 'enable_firewall') return 'enablemachinefirewall';
  if (action === 'disable_firewall') return 'disablemachinefirewall';
  return `${action}machine`;
}
