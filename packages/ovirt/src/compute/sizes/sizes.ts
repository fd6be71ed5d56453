import {
  type CallOptions,
  encodePathSegment,
  type ListDriverOptions,
  type Page,
  type Size,
  type SizeDriver,
  type XmlNode,
  xmlText,
} from '@portolan/core/driver';
import type { EngineClient, EngineRequest } from '../../client.ts';
import { idOf } from '../../wire-values.ts';
import { BLANK_TEMPLATE } from '../images/images.ts';
import { readShape, type Shape, shapeId, shapeOf } from './shape.ts';

const listTypes: EngineRequest = { operation: 'ListInstanceTypes', method: 'GET', path: '/instancetypes' };
const listTemplates: EngineRequest = { operation: 'ListTemplates', method: 'GET', path: '/templates' };
const get = (id: string): EngineRequest => ({ operation: 'GetInstanceType', method: 'GET', path: `/instancetypes/${encodePathSegment(id)}` });

/**
 * Instance types, and what templates are like whose memory and CPUs no instance type has: some engines are run without instance types at all.
 * Any other shape will do too: `custom:3072:2` is a size. Disks come from the template, not with the size.
 */
export class OvirtSizes implements SizeDriver {
  readonly #client: EngineClient;

  constructor(client: EngineClient) {
    this.#client = client;
  }

  async listPage(options: ListDriverOptions): Promise<Page<Size>> {
    const [types, shapes] = await Promise.all([
      this.#client.list(listTypes, 'instance_types', 'instance_type', options, toSize),
      this.#client.list(listTemplates, 'templates', 'template', options, (node) => (idOf(node) === BLANK_TEMPLATE ? {} : readShape(node))),
    ]);
    const known = new Set(types.map(({ memoryMiB, cpus = 1 }) => shapeId({ memoryMiB, cpus })));
    const custom = new Map<string, Size>();
    for (const { memoryMiB, cpus } of shapes) {
      if (memoryMiB === undefined || cpus === undefined) continue;
      const size = toCustomSize({ memoryMiB, cpus });
      if (!known.has(size.id)) custom.set(size.id, size);
    }
    return { items: [...types, ...custom.values()] };
  }

  async get(id: string, options: CallOptions): Promise<Size> {
    const shape = shapeOf(id);
    return shape === undefined ? toSize(await this.#client.document(get(id), 'instance_type', options)) : toCustomSize(shape);
  }
}

export function toSize(node: XmlNode): Size {
  const { memoryMiB = 0, cpus } = readShape(node);
  return { id: idOf(node), name: xmlText(node, 'name') ?? '', memoryMiB, cpus, diskMiB: undefined, raw: node };
}

const toCustomSize = (shape: Shape): Size => ({
  id: shapeId(shape),
  name: `${shape.memoryMiB} MiB, ${shape.cpus} ${shape.cpus === 1 ? 'CPU' : 'CPUs'}`,
  ...shape,
  diskMiB: undefined,
  raw: shape,
});
