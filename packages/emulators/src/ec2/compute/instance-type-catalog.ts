import type { Flavour } from '../flavour.ts';

export interface InstanceType {
  readonly name: string;
  readonly cpus: number;
  readonly memoryMiB: number;
  /** Instance storage; 0 where there is only EBS. */
  readonly diskGiB: number;
  readonly architecture: 'x86_64' | 'arm64';
  readonly currentGeneration: boolean;
  readonly gpu?: { readonly name: string; readonly manufacturer: string; readonly memoryMiB: number };
}

const type = (name: string, cpus: number, memoryMiB: number, diskGiB = 0, more: Partial<InstanceType> = {}): InstanceType => ({
  name,
  cpus,
  memoryMiB,
  diskGiB,
  architecture: 'x86_64',
  currentGeneration: true,
  ...more,
});

const old = { currentGeneration: false };
const arm = { architecture: 'arm64' } as const;

const AWS_TYPES: readonly InstanceType[] = [
  type('t1.micro', 1, 627, 0, old),
  type('m1.small', 1, 1740, 160, old),
  type('m3.medium', 1, 3840, 4, old),
  type('t2.nano', 1, 512),
  type('t2.micro', 1, 1024),
  type('t2.small', 1, 2048),
  type('t2.medium', 2, 4096),
  type('t3.nano', 2, 512),
  type('t3.micro', 2, 1024),
  type('t3.small', 2, 2048),
  type('t3.medium', 2, 4096),
  type('t3.large', 2, 8192),
  type('t4g.small', 2, 2048, 0, arm),
  type('m5.large', 2, 8192),
  type('m5.xlarge', 4, 16_384),
  type('c5.large', 2, 4096),
  type('c5d.xlarge', 4, 8192, 100),
  type('r5.large', 2, 16_384),
  type('i3.large', 2, 15_616, 475),
  type('g4dn.xlarge', 4, 16_384, 125, { gpu: { name: 'T4', manufacturer: 'NVIDIA', memoryMiB: 16_384 } }),
];

// The names a fresh 4.4 has; sizes as an operator would set them.
const EUCALYPTUS_TYPES: readonly InstanceType[] = [
  type('t1.micro', 1, 256, 5),
  type('m1.small', 1, 512, 10),
  type('m1.medium', 1, 2048, 20),
  type('m1.large', 2, 4096, 40),
  type('m1.xlarge', 4, 8192, 80),
  type('c1.medium', 2, 1024, 20),
  type('m3.2xlarge', 8, 16_384, 160),
];

export const instanceTypesOf = (flavour: Flavour): readonly InstanceType[] => (flavour.name === 'aws' ? AWS_TYPES : EUCALYPTUS_TYPES);
