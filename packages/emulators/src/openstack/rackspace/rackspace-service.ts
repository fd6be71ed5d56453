import type { EmulatorRequest } from '../../kit/exchange.ts';
import { type Answer, empty, Refusal } from '../answer.ts';
import type { Cloud, Region, ServiceCall } from '../cloud.ts';
import type { Routes } from '../routes.ts';
import { authenticateCall, refusalAnswer } from '../service-auth.ts';
import { isObject, type JsonObject } from '../values.ts';

/** A request to one of Rackspace's own services. */
export interface RackspaceCall extends ServiceCall {
  /** `http://host/loadbalancers/v1.0/123456`: what links begin with. */
  readonly base: string;
}

export type RackspaceRoutes = Routes<RackspaceCall, Answer | Promise<Answer>>;

/** Where the services differ: their version, their words for what is not there. */
export interface RackspaceService {
  readonly version: string;
  readonly routes: RackspaceRoutes;
  /** What the path names behind the version: the account, or its storage account. */
  readonly tenant: 'account' | 'storage';
  /** No such path, or not with this method. */
  readonly noRoute: (call: RackspaceCall, found: 'method' | undefined) => Answer;
  /** Brings what the clock has brought. */
  readonly settle?: (region: Region, now: number, cloud: Cloud) => void;
  /** A token of somebody else for this tenant. */
  readonly wrongTenant?: () => Answer;
  /** What is served without a token. */
  readonly anonymous?: (cloud: Cloud, region: Region, request: EmulatorRequest, path: string) => Answer | undefined;
  /** Asked before the path is looked at. */
  readonly check?: (call: RackspaceCall) => void | Promise<void>;
  /** Headers of each answer. */
  readonly headers?: (call: RackspaceCall) => Readonly<Record<string, string>>;
}

const VIA = { Via: '1.1 Repose (Repose/7.3.5.0)' };

/** One of Rackspace's services under `prefix`; `path` is what follows. All stand behind Repose, which checks the token: its 401 has no body. */
export async function rackspaceService(
  service: RackspaceService,
  cloud: Cloud,
  region: Region,
  request: EmulatorRequest,
  prefix: string,
  path: string,
): Promise<Answer> {
  const [version = '', tenant = '', ...rest] = path.replace(/^\/+/, '').split('/');
  service.settle?.(region, cloud.clock.now(), cloud);
  try {
    const open = version === service.version ? service.anonymous?.(cloud, region, request, [tenant, ...rest].join('/')) : undefined;
    if (open !== undefined) return open;
    const known = authenticateCall(cloud, region, request);
    const call = { ...known, base: `${region.linkOrigin}${prefix}/${version}/${tenant}` };
    const own = service.tenant === 'account' ? call.project.id : call.project.storageAccount;
    if (version !== service.version || tenant !== own) return withVia(service.wrongTenant?.() ?? empty(401, { 'WWW-Authenticate': 'Keystone uri=identity' }));
    const headers = service.headers?.(call) ?? {};
    const answer = await Promise.resolve()
      .then(async () => {
        await service.check?.(call);
        const found = service.routes.find(request.method, rest.join('/'));
        return typeof found === 'function' ? found(call) : service.noRoute(call, found);
      })
      .catch(refusalAnswer);
    return withVia({ ...answer, headers: { ...headers, ...answer.headers } });
  } catch (error) {
    return withVia(refusalAnswer(error));
  }
}

const withVia = (answer: Answer): Answer => ({ ...answer, headers: { ...answer.headers, ...VIA } });

/** The body as JSON; whatever `refusal` says when it is none. */
export async function jsonBody(call: RackspaceCall, refusal: () => Refusal): Promise<unknown> {
  try {
    return JSON.parse((await call.request.body()).toString('utf8')) as unknown;
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw refusal();
  }
}

export async function objectBody(call: RackspaceCall, refusal: () => Refusal): Promise<JsonObject> {
  const value = await jsonBody(call, refusal);
  if (isObject(value)) return value;
  throw refusal();
}
