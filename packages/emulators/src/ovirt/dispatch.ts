import { placeOf } from './catalogue/catalogue.ts';
import { openResource } from './open/open-resources.ts';
import { keepMembers, shown } from './open/shown.ts';
import { throughView } from './open/views.ts';
import { routes } from './resources/routes.ts';
import type { EngineUser } from './sessions.ts';
import type { EngineState } from './state/engine-state.ts';
import type { Answer, Call } from './wire/call.ts';
import { NotFound } from './wire/faults.ts';
import type { XmlElement } from './wire/read-body.ts';

const ROUTER = routes();

/** What a request brings with it, whatever its path. */
export interface Origin {
  readonly state: EngineState;
  readonly user: EngineUser;
  readonly correlationId: string;
  readonly imageioOrigin: string;
}

/** The answer to a request for a path below the API. A method that the path lacks is a 405. */
export function dispatch(method: string, path: string, parameters: ReadonlyMap<string, string>, body: XmlElement | undefined, origin: Origin): Answer {
  const call: Omit<Call, 'ids'> = {
    ...origin,
    parameters,
    body,
    path,
    fetch: (other) => {
      try {
        return dispatch('GET', other, new Map(), undefined, origin).element;
      } catch (error) {
        if (error instanceof NotFound) return undefined;
        throw error;
      }
    },
    send: (otherMethod, other, otherBody) => dispatch(otherMethod, other, new Map(), otherBody, origin),
  };
  return answer(method, path, call);
}

function answer(method: string, path: string, call: Omit<Call, 'ids'>): Answer {
  const place = placeOf(path);
  if (place !== undefined && !offers(method, path)) return { status: 405 };
  const seen = throughView(method, call, (otherMethod, other, otherCall) => answer(otherMethod, other, { ...otherCall, path: other }));
  if (seen !== undefined) return seen;
  const found = ROUTER.find(method, path);
  if (typeof found !== 'string') {
    const finish = keepMembers(method, place, call);
    return shown(finish(found.handler({ ...call, ids: found.ids })), call);
  }
  if (place !== undefined) return shown(openResource(method, place, call), call);
  if (found === 'no-method') return { status: 405 };
  throw new NotFound();
}

/** Whether the model has such a method there: `PUT` of a profile is offered at the top, and not below its cluster. */
function offers(method: string, path: string): boolean {
  const place = placeOf(path);
  if (place === undefined || path === '/' || path === '') return true;
  if (place.action !== undefined) return method === 'POST';
  const { methods } = place.service;
  const names: Readonly<Record<string, readonly string[]>> = { GET: ['get', 'list'], POST: ['add'], PUT: ['update'], DELETE: ['remove'] };
  return names[method]?.some((name) => methods.has(name)) ?? false;
}
