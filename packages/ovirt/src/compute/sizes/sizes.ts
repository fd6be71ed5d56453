import {
  type CallOptions,
  encodePathSegment,
  type ListDriverOptions,
  type Page,
  type Size,
  type SizeDriver,
  type XmlNode,
  xmlChild,
  xmlText,
} from '@portolan/core/driver';
import type { EngineClient } from '../../client.ts';
import { idOf, numberOf } from '../../wire-values.ts';

const MIB = 1024 * 1024;

/** Instance types. Disks come from the template, not with the size. */
export class OvirtSizes implements SizeDriver {
  readonly #client: EngineClient;

  constructor(client: EngineClient) {
    this.#client = client;
  }

  async listPage(options: ListDriverOptions): Promise<Page<Size>> {
    const nodes = await this.#client.list(
      { operation: 'ListInstanceTypes', method: 'GET', path: '/instancetypes' },
      'instance_types',
      'instance_type',
      options,
    );
    return { items: nodes.map(toSize) };
  }

  async get(id: string, options: CallOptions): Promise<Size> {
    const request = { operation: 'GetInstanceType', method: 'GET', path: `/instancetypes/${encodePathSegment(id)}` } as const;
    return toSize(await this.#client.document(request, 'instance_type', options));
  }
}

export function toSize(node: XmlNode): Size {
  const cpu = xmlChild(node, 'cpu');
  const topology = cpu === undefined ? undefined : xmlChild(cpu, 'topology');
  const cpus = topology === undefined ? undefined : ['sockets', 'cores', 'threads'].reduce((product, name) => product * (numberOf(topology, name) ?? 1), 1);
  return {
    id: idOf(node),
    name: xmlText(node, 'name') ?? '',
    memoryMiB: Math.floor((numberOf(node, 'memory') ?? 0) / MIB),
    cpus,
    diskMiB: undefined,
    raw: node,
  };
}
