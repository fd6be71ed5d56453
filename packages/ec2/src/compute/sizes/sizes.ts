import { type CallOptions, CloudError, isCloudError, type ListDriverOptions, type Page, type Size, type SizeDriver } from '@portolan/core/driver';
import type { Ec2Context } from '../context.ts';
import { filters, pageSize, type Query } from '../query.ts';

// Requests

const MAX_RESULTS = 100;

const list = (options: ListDriverOptions, cursor: string | undefined, context: Ec2Context): Query => ({
  action: 'DescribeInstanceTypes',
  parameters: {
    ...(context.preset.pages ? { MaxResults: pageSize(options.pageSize, MAX_RESULTS) } : {}),
    NextToken: cursor,
    // Eucalyptus' action of this name takes no filters.
    ...(context.preset.id === 'aws' && context.architecture !== undefined
      ? filters([{ name: 'processor-info.supported-architecture', values: [context.architecture] }])
      : {}),
  },
});

const get = (id: string): Query => ({ action: 'DescribeInstanceTypes', parameters: { 'InstanceType.1': id } });

// Wire

/** Source: EC2 API 2016-11-15 "InstanceTypeInfo". */
export interface AwsInstanceTypeWire {
  readonly instanceType?: string | undefined;
  readonly vCpuInfo?: { readonly defaultVCpus?: string | undefined } | undefined;
  readonly memoryInfo?: { readonly sizeInMiB?: string | undefined } | undefined;
  /** Of the host's own disks; the root disk is an EBS volume of any size. */
  readonly instanceStorageInfo?: { readonly totalSizeInGB?: string | undefined } | undefined;
}

/** Source: Eucalyptus 4.4 VmTypeDetails. Memory in MiB, disk in GiB. Every element is optional. */
export interface EucalyptusInstanceTypeWire {
  readonly name?: string | undefined;
  readonly cpu?: string | undefined;
  readonly memory?: string | undefined;
  readonly disk?: string | undefined;
}

/** One action, two schemas: which it is tells the child that is there. */
interface DescribeInstanceTypesWire {
  readonly instanceTypeSet?: readonly AwsInstanceTypeWire[] | undefined;
  readonly instanceTypeDetails?: readonly EucalyptusInstanceTypeWire[] | undefined;
  readonly nextToken?: string | undefined;
}

// Mapping

const number = (text: string | undefined): number | undefined => (text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined);

const fromAws = (wire: AwsInstanceTypeWire): Size => ({
  id: wire.instanceType ?? '',
  name: wire.instanceType ?? '',
  memoryMiB: number(wire.memoryInfo?.sizeInMiB) ?? 0,
  cpus: number(wire.vCpuInfo?.defaultVCpus),
  raw: wire,
});

function fromEucalyptus(wire: EucalyptusInstanceTypeWire): Size {
  const gib = number(wire.disk);
  return {
    id: wire.name ?? '',
    name: wire.name ?? '',
    memoryMiB: number(wire.memory) ?? 0,
    cpus: number(wire.cpu),
    diskMiB: gib === undefined ? undefined : gib * 1024,
    raw: wire,
  };
}

const sizesOf = (wire: DescribeInstanceTypesWire): Size[] => [
  ...(wire.instanceTypeSet ?? []).map(fromAws),
  ...(wire.instanceTypeDetails ?? []).map(fromEucalyptus),
];

// Glue

export class Ec2Sizes implements SizeDriver {
  readonly #context: Ec2Context;

  constructor(context: Ec2Context) {
    this.#context = context;
  }

  async listPage(options: ListDriverOptions, cursor?: string): Promise<Page<Size>> {
    const wire = (await this.#context.client.call(list(options, cursor, this.#context), options)) as DescribeInstanceTypesWire;
    const items = sizesOf(wire);
    return wire.nextToken === undefined || wire.nextToken === '' ? { items } : { items, next: wire.nextToken };
  }

  async get(id: string, options: CallOptions): Promise<Size> {
    let found: readonly Size[] = [];
    try {
      found = sizesOf((await this.#context.client.call(get(id), options)) as DescribeInstanceTypesWire);
    } catch (error) {
      // `InvalidInstanceType` on Amazon, `InvalidParameterValue` elsewhere.
      if (!isCloudError(error, 'invalid-argument')) throw error;
    }
    const size = found.find((one) => one.id === id);
    if (size === undefined) throw new CloudError('not-found', 'no such instance type');
    return size;
  }
}
