import { json } from '../../answer.ts';
import { type JsonObject, textOf } from '../../values.ts';
import type { RackspaceRoutes } from '../rackspace-service.ts';
import { accepted, findBalancer, matching, mutable, type Shape, wrapped } from './load-balancer-call.ts';
import { fault, validation } from './load-balancer-faults.ts';
import type { LoadBalancer } from './load-balancer-state.ts';
import { isDatagram } from './protocols.ts';

const MONITOR: Shape = {
  type: 'string',
  delay: 'number',
  timeout: 'number',
  attemptsBeforeDeactivation: 'number',
  path: 'string',
  statusRegex: 'string',
  bodyRegex: 'string',
  hostHeader: 'string',
};

const within = (value: unknown, low: number, high: number): boolean => typeof value === 'number' && value >= low && value <= high;

export function checkMonitor(given: JsonObject, protocol: string): JsonObject {
  const { type, delay, timeout, attemptsBeforeDeactivation: attempts, path, statusRegex } = matching(given, MONITOR, 'type', 'delay', 'timeout');
  if (isDatagram(protocol)) throw validation('Health monitoring is not supported for UDP protocols.');
  if (type !== 'CONNECT' && type !== 'HTTP' && type !== 'HTTPS') throw validation('Must provide a valid monitor type.');
  if (!within(delay, 1, 3600)) throw validation('Must specify a delay between 1 and 3600.');
  if (!within(timeout, 1, 300)) throw validation('Must specify a timeout between 1 and 300.');
  if (!within(attempts, 1, 10)) throw validation('Must specify attemptsBeforeDeactivation between 1 and 10.');
  if (type !== 'CONNECT' && (path === undefined || statusRegex === undefined))
    throw validation('Must provide a path and a statusRegex for HTTP and HTTPS monitors.');
  if (type === 'CONNECT' && (path !== undefined || statusRegex !== undefined)) throw validation('A monitor of type CONNECT has no path and no statusRegex.');
  if (path !== undefined && !textOf(path).startsWith('/')) throw validation('Must provide a forward slash(/) as the first character of the path.');
  return given;
}

export function checkPersistence(given: JsonObject, protocol: string): string {
  const { persistenceType } = matching(given, { persistenceType: 'string' }, 'persistenceType');
  if (persistenceType !== 'HTTP_COOKIE' && persistenceType !== 'SOURCE_IP' && persistenceType !== 'SSL_ID')
    throw validation('Must provide a valid session persistence type.');
  if (persistenceType === 'HTTP_COOKIE' && protocol !== 'HTTP') throw validation('HTTP_COOKIE session persistence is only valid with the HTTP protocol.');
  if (persistenceType === 'SSL_ID' && protocol !== 'HTTPS') throw validation('SSL_ID session persistence is only valid with the HTTPS protocol.');
  return persistenceType;
}

const THROTTLE: Shape = { maxConnections: 'number', minConnections: 'number', maxConnectionRate: 'number', rateInterval: 'number' };
const LEGACY = { minConnections: 0, maxConnectionRate: 0, rateInterval: 1 };

/** Since 1.22 `maxConnections` alone has an effect; the others are kept for old clients. */
export function checkThrottle(there: JsonObject | undefined, given: JsonObject): JsonObject {
  const throttle = { ...LEGACY, ...there, ...matching(given, THROTTLE) } as JsonObject;
  if (throttle['maxConnections'] === undefined) throw validation('Must provide maxConnections.');
  if (!within(throttle['maxConnections'], 0, 100_000)) throw validation('maxConnections must be between 0 and 100000.');
  if (!within(throttle['minConnections'], 0, 1000)) throw validation('minConnections must be between 0 and 1000.');
  if (!within(throttle['maxConnectionRate'], 0, 100_000)) throw validation('maxConnectionRate must be between 0 and 100000.');
  if (!within(throttle['rateInterval'], 1, 3600)) throw validation('rateInterval must be between 1 and 3600.');
  return throttle;
}

const DEFAULT_PAGE =
  '<html><head><title>Service Unavailable</title></head><body><h2>Service Unavailable</h2><p>The service is temporarily unavailable. Please try again later.</p></body></html>';
const MAX_PAGE_CHARACTERS = 65_536;

interface Feature {
  readonly path: string;
  readonly member: string;
  readonly shape: Shape;
  readonly read: (balancer: LoadBalancer) => JsonObject | undefined;
  readonly write: (balancer: LoadBalancer, given: JsonObject) => void;
  readonly remove?: (balancer: LoadBalancer) => void;
  /** What the service says where there is nothing to delete. */
  readonly none?: string;
}

const FEATURES: readonly Feature[] = [
  {
    path: 'healthmonitor',
    member: 'healthMonitor',
    shape: MONITOR,
    read: (balancer) => balancer.healthMonitor,
    write: (balancer, given) => {
      balancer.healthMonitor = checkMonitor(given, balancer.protocol);
    },
    remove: (balancer) => {
      if (balancer.nodes.some(({ type }) => type === 'SECONDARY')) throw validation('Cannot delete the health monitor: the load balancer has secondary nodes.');
      balancer.healthMonitor = undefined;
    },
    none: 'Health monitor could not be found.',
  },
  {
    path: 'sessionpersistence',
    member: 'sessionPersistence',
    shape: { persistenceType: 'string' },
    read: ({ sessionPersistence: persistenceType }) => (persistenceType === undefined ? undefined : { persistenceType }),
    write: (balancer, given) => {
      balancer.sessionPersistence = checkPersistence(given, balancer.protocol);
    },
    remove: (balancer) => {
      balancer.sessionPersistence = undefined;
    },
    none: 'Session persistence is already deleted.',
  },
  {
    path: 'connectionthrottle',
    member: 'connectionThrottle',
    shape: THROTTLE,
    read: (balancer) => balancer.connectionThrottle,
    write: (balancer, given) => {
      balancer.connectionThrottle = checkThrottle(balancer.connectionThrottle, given);
    },
    remove: (balancer) => {
      balancer.connectionThrottle = undefined;
    },
    none: 'Connection throttle could not be found.',
  },
  {
    path: 'connectionlogging',
    member: 'connectionLogging',
    shape: { enabled: 'boolean' },
    read: ({ connectionLogging: enabled }) => ({ enabled }),
    write: (balancer, given) => {
      if (isDatagram(balancer.protocol)) throw validation('Connection logging is not supported for UDP protocols.');
      balancer.connectionLogging = given['enabled'] === true;
    },
  },
  {
    path: 'contentcaching',
    member: 'contentCaching',
    shape: { enabled: 'boolean' },
    read: ({ contentCaching: enabled }) => ({ enabled }),
    write: (balancer, given) => {
      if (given['enabled'] === true && balancer.protocol !== 'HTTP') throw validation('Content caching is only supported for the HTTP protocol.');
      balancer.contentCaching = given['enabled'] === true;
    },
  },
  {
    path: 'errorpage',
    member: 'errorpage',
    shape: { content: 'string' },
    // There is always one: the service's own, where none was set.
    read: ({ errorPage }) => ({ content: errorPage ?? DEFAULT_PAGE }),
    write: (balancer, given) => {
      const content = textOf(given['content'] ?? '');
      if (content === '' || content.length > MAX_PAGE_CHARACTERS) throw validation(`Error page content must be of 1 to ${MAX_PAGE_CHARACTERS} characters.`);
      balancer.errorPage = content;
    },
    remove: (balancer) => {
      balancer.errorPage = undefined;
    },
  },
];

export function addFeatureRoutes(routes: RackspaceRoutes): void {
  for (const { path, member, shape, read, write, remove, none } of FEATURES) {
    const place = `loadbalancers/{id}/${path}`;
    routes
      .on(`GET ${place}`, (call, id) => json(200, { [member]: read(findBalancer(call, id)) ?? {} }))
      .on(`PUT ${place}`, async (call, id) => {
        const given = await wrapped(call, member, shape);
        const balancer = mutable(call, id);
        write(balancer, given);
        return accepted(call, balancer);
      });
    if (remove === undefined) continue;
    routes.on(`DELETE ${place}`, (call, id) => {
      const balancer = mutable(call, id);
      if (none !== undefined && read(balancer) === undefined) throw fault(404, none);
      remove(balancer);
      return accepted(call, balancer);
    });
  }
}
