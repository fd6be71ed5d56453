import type { EmulatorRequest } from '../../kit/exchange.ts';
import { type Answer, json } from '../answer.ts';
import type { Cloud, Region } from '../cloud.ts';
import { requestId } from '../request-ids.ts';
import { Routes } from '../routes.ts';
import { authenticateCall, refusalAnswer } from '../service-auth.ts';
import { addFloatingIpRoutes } from './floating-ips.ts';
import { type NetworkCall, neutronFault, notFound } from './network-call.ts';
import { addNetworkQuotaRoutes } from './network-quotas.ts';
import { addNetworkRoutes } from './networks.ts';
import { addPoolRoutes } from './pools-and-policies.ts';
import { addPortRoutes } from './ports.ts';
import { addRouterRoutes } from './routers.ts';
import { addSecurityGroupRoutes } from './security-groups.ts';
import { addTagRoutes } from './tags.ts';

const EXTENSIONS = [
  'security-group',
  'router',
  'external-net',
  'pagination',
  'sorting',
  'project-id',
  'standard-attr-timestamp',
  'standard-attr-revisions',
  'revision-if-match',
  'standard-attr-tag',
  'subnet_allocation',
  'address-scope',
  'extraroute',
  'extraroute-atomic',
  'quotas',
  'quota_details',
  'qos',
  'network-ip-availability',
  'agent',
];

const rackspaceRoutes = new Routes<NetworkCall, Answer | Promise<Answer>>();
const openstackRoutes = new Routes<NetworkCall, Answer | Promise<Answer>>();
for (const routes of [rackspaceRoutes, openstackRoutes]) {
  addNetworkRoutes(routes);
  addPortRoutes(routes);
  addSecurityGroupRoutes(routes);
}
addFloatingIpRoutes(openstackRoutes);
addRouterRoutes(openstackRoutes);
addPoolRoutes(openstackRoutes);
addNetworkQuotaRoutes(openstackRoutes);
addTagRoutes(openstackRoutes);
openstackRoutes.on('GET availability_zones', () => json(200, { availability_zones: [] }));
openstackRoutes.on('GET extensions', () =>
  json(200, { extensions: EXTENSIONS.map((alias) => ({ name: alias, alias, description: '', updated: '2016-01-01T00:00:00-00:00', links: [] })) }),
);
openstackRoutes.on('GET extensions/{alias}', (_call, alias) => {
  if (!EXTENSIONS.includes(alias)) throw notFound('HTTPNotFound', `Extension with alias ${alias} does not exist`);
  return json(200, { extension: { name: alias, alias, description: '', updated: '2016-01-01T00:00:00-00:00', links: [] } });
});

/** Neutron under `prefix`; `path` is what follows. */
export async function networkService(cloud: Cloud, region: Region, request: EmulatorRequest, prefix: string, path: string): Promise<Answer> {
  const base = region.linkOrigin + prefix;
  const [major = '', ...rest] = path.replace(/^\/+/, '').split('/');
  const ids = { 'X-Openstack-Request-Id': requestId() };
  if (major === '') {
    return json(200, { versions: [{ id: 'v2.0', status: 'CURRENT', links: [{ rel: 'self', href: `${base}/v2.0/` }] }] });
  }
  try {
    const call = authenticateCall(cloud, region, request);
    region.compute.settle(call.now);
    const routes = cloud.flavour === 'rackspace' ? rackspaceRoutes : openstackRoutes;
    const found = major === 'v2.0' ? routes.find(request.method, rest.join('/')) : undefined;
    if (typeof found !== 'function') throw notFound('HTTPNotFound', 'The resource could not be found.');
    const wanted = /^revision_number=(\d+)$/.exec(request.header('if-match') ?? '')?.[1];
    const there = region.networks.find(rest[1] ?? '');
    if (wanted !== undefined && there !== undefined && Number(wanted) !== there.revision)
      throw neutronFault(412, 'RevisionNumberConstraintFailed', `Constrained to ${wanted}, but current revision is ${there.revision}`);
    const answer = await found({ ...call, base: `${base}/v2.0` });
    return { ...answer, headers: { ...answer.headers, ...ids } };
  } catch (error) {
    const answer = refusalAnswer(error);
    return { ...answer, headers: { ...answer.headers, ...ids } };
  }
}
