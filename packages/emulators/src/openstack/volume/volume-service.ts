import type { EmulatorRequest } from '../../kit/exchange.ts';
import { type Answer, json, webobError } from '../answer.ts';
import type { Cloud, Region } from '../cloud.ts';
import { Microversion, requestedVersion, versionHeaders } from '../compute/microversion.ts';
import { requestId } from '../request-ids.ts';
import { Routes } from '../routes.ts';
import { authenticateCall, isAdministrator, refusalAnswer } from '../service-auth.ts';
import { isoNaive } from '../timestamps.ts';
import type { JsonObject } from '../values.ts';
import { addBackupRoutes } from './backups.ts';
import { addGroupRoutes, addQosRoutes, addReservationRoutes } from './groups-and-attachments.ts';
import { addSnapshotRoutes } from './snapshots.ts';
import { addTransferRoutes } from './transfers.ts';
import type { VolumeCall } from './volume-call.ts';
import { addQuotaRoutes, refusePolicy, usageOf } from './volume-quotas.ts';
import { addTypeRoutes } from './volume-types.ts';
import { addVolumeRoutes } from './volumes.ts';

/** Zed's. */
const CINDER_MAXIMUM = '3.70';

const routes = new Routes<VolumeCall, Answer | Promise<Answer>>();
addVolumeRoutes(routes);
addSnapshotRoutes(routes);

addTypeRoutes(routes);
addBackupRoutes(routes);
addTransferRoutes(routes);
addQuotaRoutes(routes);
addGroupRoutes(routes);
addReservationRoutes(routes);
addQosRoutes(routes);

routes
  .on('GET messages', () => json(200, { messages: [] }))
  .on('GET os-services', (call) => {
    if (!isAdministrator(call)) throw refusePolicy('volume_extension:services:index');
    const rows = ['cinder-scheduler', 'cinder-volume', 'cinder-backup'].map((binary) => ({
      binary,
      host: binary === 'cinder-volume' ? 'emulated@lvm' : 'emulated',
      zone: 'nova',
      status: 'enabled',
      state: 'up',
      updated_at: isoNaive(call.now),
      disabled_reason: null,
    }));
    return json(200, { services: rows });
  })
  .on('GET os-availability-zone', () => json(200, { availabilityZoneInfo: [{ zoneName: 'nova', zoneState: { available: true } }] }))
  .on('GET limits', (call) => {
    const volumes = [...call.region.volumes.volumes.values()].filter((volume) => volume.projectId === call.project.id);
    const snapshots = [...call.region.volumes.snapshots.values()].filter((snapshot) => snapshot.projectId === call.project.id);
    const quotas = call.region.volumes.quotas.of(call.project.id);
    const absolute = {
      maxTotalVolumes: quotas['volumes'],
      maxTotalSnapshots: quotas['snapshots'],
      maxTotalVolumeGigabytes: quotas['gigabytes'],
      maxTotalBackups: quotas['backups'],
      maxTotalBackupGigabytes: quotas['backup_gigabytes'],
      totalBackupsUsed: usageOf(call, call.project.id)['backups'],
      totalBackupGigabytesUsed: usageOf(call, call.project.id)['backup_gigabytes'],
      totalVolumesUsed: volumes.length,
      totalGigabytesUsed: volumes.reduce((total, volume) => total + volume.sizeGiB, 0),
      totalSnapshotsUsed: snapshots.length,
    };
    return json(200, { limits: { rate: [], absolute } });
  });

const versionRow = (base: string): JsonObject => ({
  id: 'v3.0',
  status: 'CURRENT',
  version: CINDER_MAXIMUM,
  min_version: '3.0',
  updated: '2022-08-31T00:00:00Z',
  links: [
    { rel: 'describedby', type: 'text/html', href: 'https://docs.openstack.org/' },
    { rel: 'self', href: `${base}/v3/` },
  ],
  'media-types': [{ base: 'application/json', type: 'application/vnd.openstack.volume+json;version=3' }],
});

/** Cinder under `prefix`; `path` is what follows. On Rackspace it is v1 alone. */
export async function volumeService(cloud: Cloud, region: Region, request: EmulatorRequest, prefix: string, path: string): Promise<Answer> {
  const base = region.linkOrigin + prefix;
  const [major = '', project = '', ...rest] = path.replace(/^\/+/, '').split('/');
  const v1 = cloud.flavour === 'rackspace';
  const id = requestId();
  const ids = { 'X-Compute-Request-Id': id, 'X-Openstack-Request-Id': id };
  let version = new Microversion('3.0');
  try {
    if (major === '' && !v1) return json(300, { versions: [versionRow(base)] }, { ...versionHeaders('volume', version), ...ids });
    // Unlike Nova, Cinder asks for a token even for the document of one version.
    const call = authenticateCall(cloud, region, request);
    if (!v1) version = requestedVersion(request, 'volume', '3.0', CINDER_MAXIMUM);
    const echo = v1 ? {} : versionHeaders('volume', version);
    // Cinder's faults are plain JSON, without the charset that Nova's carry.
    const settled = (answer: Answer): Answer => {
      const type = String(answer.headers?.['Content-Type'] ?? 'application/json').replace(/^(application\/json);.*$/, '$1');
      // What is not JSON was answered past Cinder's own wrapping, which is what adds the second identifier.
      const own = answer.status < 300 && type.startsWith('text/html') ? { 'X-Openstack-Request-Id': id } : ids;
      return { ...answer, headers: { ...answer.headers, 'Content-Type': type, ...echo, ...own } };
    };
    if (major === 'v3' && project === '' && !v1) return settled(json(200, { versions: [versionRow(base)] }));
    if (major !== (v1 ? 'v1' : 'v3') || project !== call.project.id)
      return settled(webobError(404, 'The resource could not be found.', request.header('accept') ?? 'text/html'));
    region.volumes.settle(call.now);
    region.compute.settle(call.now);
    region.images.settle(call.now);
    const found = routes.find(request.method, rest.join('/'));
    if (typeof found !== 'function') {
      const answer = webobError(404, 'The resource could not be found.', request.header('accept') ?? 'text/html');
      return { ...answer, headers: { ...answer.headers, 'X-Openstack-Request-Id': id } };
    }
    const entry = { ...call, version, v1, base: `${base}/${major}/${project}`, bookmarkBase: `${base}/${project}` };
    const answer = await Promise.resolve(entry).then(found).catch(refusalAnswer);
    return settled(answer);
  } catch (error) {
    const answer = refusalAnswer(error);
    return { ...answer, headers: { ...answer.headers, ...ids } };
  }
}
