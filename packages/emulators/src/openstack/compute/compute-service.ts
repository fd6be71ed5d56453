import type { EmulatorRequest } from '../../kit/exchange.ts';
import { type Answer, json, Refusal, webobError } from '../answer.ts';
import type { Cloud, Region } from '../cloud.ts';
import { requestId as newRequestId } from '../request-ids.ts';
import { Routes } from '../routes.ts';
import { authenticateCall, refusalAnswer } from '../service-auth.ts';
import type { JsonObject } from '../values.ts';
import { addAdministrationRoutes } from './administration.ts';
import type { ComputeCall } from './compute-call.ts';
import { addComputeQuotaRoutes, computeUsage } from './compute-quotas.ts';
import { addFlavorRoutes } from './flavor-routes.ts';
import { addImageProxyRoutes } from './image-proxy.ts';
import { addKeyPairRoutes } from './key-pair-routes.ts';
import { Microversion, NOVA_MAXIMUM, requestedVersion, versionHeaders } from './microversion.ts';
import { addNetworksV2Routes } from './networks-v2.ts';
import { novaFault } from './nova-faults.ts';
import { addSecurityGroupProxyRoutes } from './security-group-proxy.ts';
import { addConsoleRoutes } from './server-console.ts';
import { addServerGroupRoutes } from './server-groups.ts';
import { addInterfaceRoutes } from './server-interfaces.ts';
import { addMetadataRoutes } from './server-metadata.ts';
import { addServerRoutes } from './servers.ts';
import { addAttachmentRoutes } from './volume-attachments.ts';

const ALIASES = [
  'os-availability-zone',
  'os-server-groups',
  'os-quota-sets',
  'os-keypairs',
  'os-volumes',
  'os-attach-interfaces',
  'os-simple-tenant-usage',
  'os-instance-actions',
  'os-remote-consoles',
];

const routes = new Routes<ComputeCall, Answer | Promise<Answer>>();
addServerRoutes(routes);
addMetadataRoutes(routes);
addAttachmentRoutes(routes);
addFlavorRoutes(routes);
addKeyPairRoutes(routes);
addImageProxyRoutes(routes);
addNetworksV2Routes(routes);
addSecurityGroupProxyRoutes(routes);
addInterfaceRoutes(routes);
addConsoleRoutes(routes);
addServerGroupRoutes(routes);
addComputeQuotaRoutes(routes);
addAdministrationRoutes(routes);
routes
  .on('GET os-availability-zone', () => json(200, { availabilityZoneInfo: [{ zoneName: 'nova', zoneState: { available: true }, hosts: null }] }))
  .on('GET os-availability-zone/detail', () => {
    throw novaFault(403, "Policy doesn't allow os_compute_api:os-availability-zone:detail to be performed.");
  })
  .on('GET extensions', () =>
    json(200, {
      extensions: ALIASES.map((alias) => ({
        alias,
        name: alias,
        namespace: 'http://docs.openstack.org/compute/ext/fake_xml',
        description: '',
        links: [],
        updated: '2014-12-03T00:00:00Z',
      })),
    }),
  )
  .on('GET limits', (call) => json(200, { limits: { rate: [], absolute: absoluteLimits(call) } }));

/** Networks are Neutron's since 2.36, image metadata Glance's since 2.39, and files are no longer put in since 2.57. */
function agedLimits(call: ComputeCall): JsonObject {
  const rackspace = call.cloud.flavour === 'rackspace';
  const groups = { maxSecurityGroups: -1, maxSecurityGroupRules: -1, maxTotalFloatingIps: -1, totalSecurityGroupsUsed: 0, totalFloatingIpsUsed: 0 };
  return {
    ...(rackspace || call.version.atLeast(36) ? {} : groups),
    ...(call.version.atLeast(39) ? {} : { maxImageMeta: 128 }),
    ...(call.version.atLeast(57) ? {} : { maxPersonality: 5, maxPersonalitySize: rackspace ? 1000 : 10_240 }),
  };
}

function absoluteLimits(call: ComputeCall): JsonObject {
  const servers = call.region.compute.ofProject(call.project.id);
  const quotas = call.region.compute.quotas.of(call.project.id);
  const sum = (of: (flavor: (typeof servers)[number]['flavor']) => number): number => servers.reduce((total, server) => total + of(server.flavor), 0);
  return {
    maxTotalInstances: quotas['instances'],
    maxTotalCores: quotas['cores'],
    maxTotalRAMSize: quotas['ram'],
    maxServerMeta: 128,
    ...agedLimits(call),
    maxTotalKeypairs: 100,
    maxServerGroups: 10,
    maxServerGroupMembers: 10,
    totalRAMUsed: sum((flavor) => flavor.ramMiB),
    totalCoresUsed: sum((flavor) => flavor.vcpus),
    totalInstancesUsed: servers.length,
    totalServerGroupsUsed: computeUsage(call, call.project.id)['server_groups'],
  };
}

const versionRow = (id: 'v2.0' | 'v2.1', base: string): JsonObject => ({
  id,
  status: id === 'v2.1' ? 'CURRENT' : 'SUPPORTED',
  version: id === 'v2.1' ? NOVA_MAXIMUM : '',
  min_version: id === 'v2.1' ? '2.1' : '',
  updated: id === 'v2.1' ? '2013-07-23T11:33:21Z' : '2011-01-21T11:33:21Z',
  links: [{ rel: 'self', href: `${base}/${id === 'v2.1' ? 'v2.1' : 'v2'}/` }],
});

function versionDocument(id: 'v2.0' | 'v2.1', base: string): Answer {
  const row = versionRow(id, base);
  const links = [...(row['links'] as readonly JsonObject[]), { rel: 'describedby', type: 'text/html', href: 'http://docs.openstack.org/' }];
  const type = `application/vnd.openstack.compute+json;version=${id === 'v2.1' ? '2.1' : '2'}`;
  return json(200, { version: { ...row, links, 'media-types': [{ base: 'application/json', type }] } });
}

/** Nova under `prefix` of a region; `path` is what follows. */
export async function computeService(cloud: Cloud, region: Region, request: EmulatorRequest, prefix: string, path: string): Promise<Answer> {
  const base = region.linkOrigin + prefix;
  const [major = '', ...rest] = path.replace(/^\/+/, '').split('/');
  const rackspace = cloud.flavour === 'rackspace';
  if (major === '') {
    const rows = rackspace ? [versionRow('v2.0', base)] : [versionRow('v2.0', base), versionRow('v2.1', base)];
    return json(200, { versions: rows });
  }
  if (major !== 'v2' && (major !== 'v2.1' || rackspace)) return webobError(404, 'The resource could not be found.', 'text/html');
  const id = newRequestId();
  const ids = { 'X-Openstack-Request-Id': id, 'X-Compute-Request-Id': id };
  let version = new Microversion('2.1');
  try {
    // `/v2` is the legacy door: it knows no microversions and echoes none. Its paths, and v2.1's optionally, begin with the project.
    if (major === 'v2.1') version = requestedVersion(request, 'compute', '2.1', NOVA_MAXIMUM);
    const echo = major === 'v2.1' ? versionHeaders('compute', version) : {};
    if (rest.length === 0 || (rest.length === 1 && rest[0] === '')) {
      const document = versionDocument(major === 'v2' ? 'v2.0' : 'v2.1', base);
      return { ...document, headers: { ...document.headers, ...echo, ...ids } };
    }
    const answer = await serve(cloud, region, request, { version, base, major, rest, id });
    if (answer === undefined) {
      const nowhere = webobError(404, 'The resource could not be found.', request.header('accept') ?? 'text/html');
      return { ...nowhere, headers: { ...nowhere.headers, ...ids } };
    }
    // Even answers without a body say JSON.
    return { ...answer, headers: { 'Content-Type': 'application/json', ...answer.headers, ...(answer.status === 401 ? {} : echo), ...ids } };
  } catch (error) {
    const answer = refusalAnswer(error);
    return { ...answer, headers: { ...answer.headers, ...ids } };
  }
}

interface Entry {
  readonly version: Microversion;
  readonly base: string;
  readonly major: string;
  readonly rest: readonly string[];
  readonly id: string;
}

/** Nothing for a path that leads nowhere. */
async function serve(cloud: Cloud, region: Region, request: EmulatorRequest, entry: Entry): Promise<Answer | undefined> {
  try {
    const call = authenticateCall(cloud, region, request);
    const [first = '', ...after] = entry.rest;
    const withProject = first === call.project.id;
    if (!withProject && (entry.major === 'v2' || /^[0-9a-f]{32}$/.test(first))) {
      throw new Refusal(
        json(400, {
          badRequest: { code: 400, message: `Malformed request URL: URL's project_id '${first}' doesn't match Context's project_id '${call.project.id}'` },
        }),
      );
    }
    const project = withProject ? `/${call.project.id}` : '';
    const operation = (withProject ? after : entry.rest).join('/');
    region.compute.settle(call.now);
    region.images.settle(call.now);
    region.volumes.settle(call.now);
    const found = routes.find(request.method, operation);
    if (typeof found !== 'function') return undefined;
    const { version, base, major, id } = entry;
    return await found({ ...call, version, base: `${base}/${major}${project}`, bookmarkBase: `${base}${project}`, requestId: id });
  } catch (error) {
    return refusalAnswer(error);
  }
}
