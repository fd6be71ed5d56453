import { createHash } from 'node:crypto';
import type { EmulatorHeaders } from '../../../kit/exchange.ts';
import { type Answer, empty, json, Refusal } from '../../answer.ts';
import { Routes } from '../../routes.ts';
import { refuse, statusPage } from '../../swift/swift-call.ts';
import type { JsonObject } from '../../values.ts';
import type { RackspaceCall, RackspaceService } from '../rackspace-service.ts';
import type { CdnContainer } from './cdn-state.ts';

const STANDARD_TTL = 259_200;
const MIN_TTL = 900;
const MAX_TTL = 31_536_000;
const PURGES_A_DAY = 25;
const MAX_LIMIT = 10_000;

const urls = ({ host }: CdnContainer): Record<'uri' | 'ssl' | 'streaming' | 'ios', string> => ({
  uri: `http://${host}.r1.cf1.rackcdn.com`,
  ssl: `https://${host}.ssl.cf1.rackcdn.com`,
  streaming: `http://${host}.r1.stream.cf1.rackcdn.com`,
  ios: `http://${host}.iosr.cf1.rackcdn.com`,
});

/** Truth is written as Python writes it. */
const truth = (value: boolean): string => (value ? 'True' : 'False');

const headersOf = (container: CdnContainer): EmulatorHeaders => {
  const { uri, ssl, streaming, ios } = urls(container);
  return {
    'X-Cdn-Enabled': truth(container.enabled),
    'X-Ttl': container.ttl,
    'X-Log-Retention': truth(container.logRetention),
    'X-Cdn-Uri': uri,
    'X-Cdn-Ssl-Uri': ssl,
    'X-Cdn-Streaming-Uri': streaming,
    'X-Cdn-Ios-Uri': ios,
  };
};

const rowOf = (container: CdnContainer): JsonObject => {
  const { uri, ssl, streaming, ios } = urls(container);
  const { name, enabled, ttl, logRetention } = container;
  return { name, cdn_enabled: enabled, ttl, log_retention: logRetention, cdn_uri: uri, cdn_ssl_uri: ssl, cdn_streaming_uri: streaming, cdn_ios_uri: ios };
};

/** What the headers ask for. */
function settingsOf(call: RackspaceCall): { readonly enabled?: boolean; readonly ttl?: number; readonly logRetention?: boolean } {
  const flag = (name: string): boolean | undefined => {
    const value = call.request.header(name);
    return value === undefined ? undefined : /^true$/i.test(value);
  };
  const enabled = flag('x-cdn-enabled');
  const logRetention = flag('x-log-retention');
  const ttl = call.request.header('x-ttl');
  if (ttl !== undefined && !(Number(ttl) >= MIN_TTL && Number(ttl) <= MAX_TTL)) throw refuse(400);
  return {
    ...(enabled === undefined ? {} : { enabled }),
    ...(ttl === undefined ? {} : { ttl: Number(ttl) }),
    ...(logRetention === undefined ? {} : { logRetention }),
  };
}

const known = (call: RackspaceCall): Map<string, CdnContainer> => call.region.rackspace.cdn.containers(call.project.storageAccount);

/** 404 for what never was public, whether there is such a container or not. */
function find(call: RackspaceCall, name: string): CdnContainer {
  const container = known(call).get(name);
  if (container === undefined) throw refuse(404);
  return container;
}

const stored = (call: RackspaceCall, name: string): boolean => call.region.objects.account(call.project.storageAccount)?.containers.has(name) === true;

const routes = new Routes<RackspaceCall, Answer | Promise<Answer>>()
  .on('GET ', (call) => {
    const limit = Math.min(Number(call.request.queryValue('limit') ?? MAX_LIMIT), call.cloud.maxPageSize ?? MAX_LIMIT);
    const marker = call.request.queryValue('marker') ?? '';
    const enabledOnly = call.request.queryValue('enabled_only') === 'true';
    const rows = [...known(call).values()]
      .filter((container) => container.enabled || !enabledOnly)
      .filter(({ name }) => Buffer.compare(Buffer.from(name), Buffer.from(marker)) > 0)
      .sort((a, b) => Buffer.compare(Buffer.from(a.name), Buffer.from(b.name)))
      .slice(0, limit);
    if (call.request.queryValue('format') === 'json') return json(200, rows.map(rowOf));
    if (rows.length === 0) return empty(204);
    return { status: 200, headers: { 'Content-Type': 'text/plain; charset=UTF-8' }, body: `${rows.map(({ name }) => name).join('\n')}\n` };
  })
  .on('HEAD {container}', (call, name) => empty(204, headersOf(find(call, name))))
  .on('PUT {container}', (call, name) => {
    if (!stored(call, name)) throw refuse(404);
    const there = known(call).get(name);
    const settings = settingsOf(call);
    const host = createHash('md5').update(`${call.project.storageAccount}/${call.region.name}/${name}`).digest('hex').slice(0, 20);
    const container: CdnContainer = { name, enabled: true, ttl: STANDARD_TTL, logRetention: false, host, ...there, ...settings };
    known(call).set(name, container);
    const { uri, ssl, streaming, ios } = urls(container);
    // The addresses and nothing else.
    return empty(there === undefined ? 201 : 202, { 'X-Cdn-Uri': uri, 'X-Cdn-Ssl-Uri': ssl, 'X-Cdn-Streaming-Uri': streaming, 'X-Cdn-Ios-Uri': ios });
  })
  .on('POST {container}', (call, name) => {
    Object.assign(find(call, name), settingsOf(call));
    return empty(202);
  })
  // A whole container is purged by the support alone.
  .on('DELETE {container}', (call, name) => {
    find(call, name);
    throw refuse(405);
  });

/** Objects have slashes in their names. */
function purge(call: RackspaceCall): Answer | undefined {
  const [container, ...object] = call.request.path
    .slice(call.request.path.indexOf(call.project.storageAccount) + call.project.storageAccount.length + 1)
    .split('/');
  if (call.request.method !== 'DELETE' || container === undefined || object.join('/') === '') return undefined;
  find(call, decodeURIComponent(container));
  if (!call.region.rackspace.cdn.purge(call.project.storageAccount, call.now, PURGES_A_DAY))
    throw new Refusal({ status: 498, headers: { 'Retry-After': 86_400 }, body: 'Rate Limited' });
  return empty(204);
}

/** The CDN of Cloud Files: a host of its own, with the names of the storage's containers. */
export const cdnContainerService: RackspaceService = {
  version: 'v1',
  tenant: 'storage',
  routes,
  noRoute: (call, found) =>
    purge(call) ?? { status: found === 'method' ? 405 : 404, headers: { 'Content-Type': 'text/html; charset=UTF-8' }, body: statusPage(404) },
};
