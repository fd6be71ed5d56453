import { json } from '../../answer.ts';
import { arrayAt, isObject, type JsonObject, objectAt, stringAt } from '../../values.ts';
import { objectBody, type RackspaceCall, type RackspaceRoutes } from '../rackspace-service.ts';
import { TTL_MIN } from './dns-call.ts';
import { invalid, JobFailure, malformed, notFound, refuse } from './dns-faults.ts';
import { startJob } from './dns-jobs.ts';
import type { PtrRecord } from './dns-state.ts';
import { recordBody } from './dns-view.ts';
import { offsetPage } from './offset-page.ts';

const STANDARD_TTL = 3600;

/** 401 for what is not the account's, as the documents have it. */
const notYours = (what: string): ReturnType<typeof refuse> => refuse(401, 'Unauthorized', `The ${what} is not one of the account's devices or addresses.`);

interface Device {
  /** The address without its host: one device, however it is named. */
  readonly path: string;
  readonly addresses: readonly string[];
}

/** The account's server or load balancer that `href` names, in any region. */
function findDevice(call: RackspaceCall, service: string, href: string): Device {
  const path = href.replace(/^https?:\/\/[^/]+/, '');
  const id = path.split('/').at(-1) ?? '';
  for (const region of call.cloud.regions()) {
    if (service === 'cloudServersOpenStack') {
      const server = region.compute.get(id);
      if (server === undefined || server.projectId !== call.project.id) continue;
      const ports = [...region.networks.ports.values()].filter((port) => port.deviceId === server.id);
      return { path, addresses: ports.flatMap((port) => port.fixedIps.map(({ address }) => address)) };
    }
    if (service === 'cloudLoadBalancers') {
      const balancer = region.rackspace.loadBalancers.get(Number(id), call.project.id);
      if (balancer !== undefined && balancer.status !== 'DELETED') return { path, addresses: balancer.virtualIps.map(({ address }) => address) };
    }
  }
  throw notYours('device');
}

interface PtrSpec {
  readonly id: string | undefined;
  readonly name: string;
  readonly data: string;
  readonly ttl: number | undefined;
  readonly comment: string | undefined;
}

function readSpec(value: unknown, device: Device): PtrSpec {
  if (!isObject(value)) throw malformed();
  const name = stringAt(value, 'name')?.toLowerCase();
  const data = stringAt(value, 'data');
  const ttl = value['ttl'] === undefined ? undefined : Number(value['ttl']);
  if (value['type'] !== 'PTR') throw invalid('Record type must be PTR.');
  if (name === undefined || data === undefined) throw invalid('Name and data are required.');
  if (ttl !== undefined && !(ttl >= TTL_MIN)) throw invalid(`Invalid TTL: ${TTL_MIN} at least.`);
  if (!device.addresses.includes(data)) throw notYours('IP address');
  return { id: stringAt(value, 'id'), name, data, ttl, comment: stringAt(value, 'comment') };
}

async function readBody(call: RackspaceCall): Promise<{ readonly device: Device; readonly specs: readonly PtrSpec[] }> {
  const body = await objectBody(call, malformed);
  const link = objectAt(body, 'link');
  const device = findDevice(call, stringAt(link, 'rel') ?? '', stringAt(link, 'href') ?? '');
  const rows = arrayAt(objectAt(body, 'recordsList'), 'records');
  if (rows === undefined || rows.length === 0) throw malformed();
  return { device, specs: rows.map((row) => readSpec(row, device)) };
}

const queriedDevice = (call: RackspaceCall, service: string): Device => findDevice(call, service, call.request.queryValue('href') ?? '');

const pointersOf = (call: RackspaceCall, device: Device): PtrRecord[] =>
  call.region.rackspace.dns.pointers.filter((one) => one.projectId === call.project.id && one.device === device.path);

const shown = (records: readonly PtrRecord[]): JsonObject => ({ records: records.map(recordBody) });

export function addReverseRoutes(routes: RackspaceRoutes): void {
  routes
    .on('POST rdns', async (call) => {
      const { dns } = call.region.rackspace;
      const { device, specs } = await readBody(call);
      return startJob(call, (now) =>
        shown(
          specs.map(({ name, data, ttl = STANDARD_TTL, comment }) => {
            if (dns.pointers.some((one) => one.data === data && one.name === name))
              throw new JobFailure(409, 'The object already exists.', `PTR record is a duplicate: ${name}`);
            const id = dns.nextRecordId('PTR');
            const record = { id, type: 'PTR', name, data, ttl, comment, createdAt: now, updatedAt: now, projectId: call.project.id, device: device.path };
            dns.pointers.push(record);
            return record;
          }),
        ),
      );
    })
    .on('PUT rdns', async (call) => {
      const { device, specs } = await readBody(call);
      const changes = specs.map((spec) => {
        const record = pointersOf(call, device).find((one) => one.id === spec.id);
        if (record === undefined) throw notFound();
        if (record.data !== spec.data) throw invalid('The address of a PTR record cannot be changed.');
        return { record, spec };
      });
      return startJob(call, (now) => {
        for (const { record, spec } of changes) {
          record.name = spec.name;
          record.ttl = spec.ttl ?? record.ttl;
          record.comment = spec.comment ?? record.comment;
          record.updatedAt = now;
        }
        return undefined;
      });
    })
    .on('GET rdns/{service}', (call, service) => {
      const found = pointersOf(call, queriedDevice(call, service));
      if (found.length === 0) throw notFound();
      const page = offsetPage(call, found, `rdns/${service}`);
      return json(200, { records: page.items.map(recordBody), ...page.around });
    })
    .on('GET rdns/{service}/{record}', (call, service, id) => {
      const record = pointersOf(call, queriedDevice(call, service)).find((one) => one.id === id);
      if (record === undefined) throw notFound();
      return json(200, recordBody(record));
    })
    .on('DELETE rdns/{service}', (call, service) => {
      const { dns } = call.region.rackspace;
      const address = call.request.queryValue('ip');
      const going = new Set(pointersOf(call, queriedDevice(call, service)).filter((one) => address === undefined || one.data === address));
      if (going.size === 0) throw notFound();
      return startJob(call, () => {
        dns.pointers = dns.pointers.filter((one) => !going.has(one));
        return undefined;
      });
    });
}
