import { type Answer, json } from '../../answer.ts';
import { Routes } from '../../routes.ts';
import type { JsonObject } from '../../values.ts';
import type { RackspaceCall, RackspaceService } from '../rackspace-service.ts';
import { notFound, refuse } from './dns-faults.ts';
import { addJobRoutes } from './dns-jobs.ts';
import { addDomainRoutes } from './domains.ts';
import { addRecordRoutes } from './records.ts';
import { addReverseRoutes } from './reverse-records.ts';

const routes = new Routes<RackspaceCall, Answer | Promise<Answer>>();
addDomainRoutes(routes);
addRecordRoutes(routes);
addReverseRoutes(routes);
addJobRoutes(routes);

const ABSOLUTE = { domains: 500, 'records per domain': 500 };

/** How often may be asked, as the documents have it. The emulator keeps count of nothing. */
const RATES: readonly (readonly [uri: string, regex: string, verb: string, value: number, unit: string])[] = [
  ['*/status/*', '.*/v\\d+\\.\\d+/(\\d+/status).*', 'GET', 5, 'SECOND'],
  ['*/domains*', '.*/v\\d+\\.\\d+/(\\d+/domains).*', 'GET', 60, 'MINUTE'],
  ['*/domains*', '.*/v\\d+\\.\\d+/(\\d+/domains).*', 'POST', 20, 'MINUTE'],
  ['*/domains*', '.*/v\\d+\\.\\d+/(\\d+/domains).*', 'PUT', 20, 'MINUTE'],
  ['*/domains*', '.*/v\\d+\\.\\d+/(\\d+/domains).*', 'DELETE', 10, 'MINUTE'],
];

const rates = (): JsonObject[] => RATES.map(([uri, regex, verb, value, unit]) => ({ uri, regex, limit: [{ verb, value, remaining: value, unit }] }));

const LIMITS: Readonly<Record<string, () => JsonObject>> = {
  RATE_LIMIT: () => ({ rate: rates() }),
  DOMAIN_LIMIT: () => ({ absolute: { domains: ABSOLUTE.domains } }),
  DOMAIN_RECORD_LIMIT: () => ({ absolute: { 'records per domain': ABSOLUTE['records per domain'] } }),
};

routes
  .on('GET limits', () => json(200, { limits: { rate: rates(), absolute: ABSOLUTE } }))
  .on('GET limits/types', () => json(200, { limitTypes: Object.keys(LIMITS) }))
  .on('GET limits/{type}', (_call, type) => {
    const limits = LIMITS[type];
    if (limits === undefined) throw notFound();
    return json(200, { limits: limits() });
  });

/** Rackspace Cloud DNS v1.0. */
export const dnsService: RackspaceService = {
  version: 'v1.0',
  tenant: 'account',
  routes,
  noRoute: (_call, found) => (found === 'method' ? refuse(405, 'Method Not Allowed') : notFound()).answer,
  settle: (region, now) => region.rackspace.dns.settle(now),
};
