export interface Flavor {
  readonly id: string;
  readonly name: string;
  readonly ramMiB: number;
  readonly diskGiB: number;
  readonly vcpus: number;
  readonly ephemeralGiB: number;
  readonly swapMiB: number;
  extraSpecs: Readonly<Record<string, string>>;
  readonly isPublic: boolean;
  description: string | null;
  /** Who may use it when it is not public. */
  readonly projectIds: ReadonlySet<string>;
}

const flavor = (id: string, name: string, ramMiB: number, vcpus: number, diskGiB: number, more: Partial<Flavor> = {}): Flavor => ({
  id,
  name,
  ramMiB,
  diskGiB,
  vcpus,
  ephemeralGiB: 0,
  swapMiB: 0,
  extraSpecs: {},
  isPublic: true,
  description: null,
  projectIds: new Set(),
  ...more,
});

/** Nova's old default set, plus one without a disk: it can only boot from a volume. */
export const OPENSTACK_FLAVORS: readonly Flavor[] = [
  flavor('1', 'm1.tiny', 512, 1, 1),
  flavor('2', 'm1.small', 2048, 1, 20),
  flavor('3', 'm1.medium', 4096, 2, 40),
  flavor('4', 'm1.large', 8192, 4, 80),
  flavor('5', 'm1.xlarge', 16384, 8, 160, { ephemeralGiB: 20, swapMiB: 1024 }),
  flavor('d1', 'v1.diskless', 4096, 2, 0),
];

const rackspaceClass = (name: string): Readonly<Record<string, string>> => ({
  class: name,
  disk_io_index: '40',
  number_of_data_disks: '0',
  policy_class: `${name}_flavor`,
  resize_policy_class: `${name}_flavor`,
});

export const RACKSPACE_FLAVORS: readonly Flavor[] = [
  flavor('2', '512MB Standard Instance', 512, 1, 20, { swapMiB: 512, extraSpecs: rackspaceClass('standard1') }),
  flavor('4', '2GB Standard Instance', 2048, 2, 80, { swapMiB: 1024, extraSpecs: rackspaceClass('standard1') }),
  flavor('compute1-4', '3.75 GB Compute v1', 3840, 2, 0, { extraSpecs: rackspaceClass('compute1') }),
  flavor('general1-1', '1 GB General Purpose v1', 1024, 1, 20, { extraSpecs: rackspaceClass('general1') }),
  flavor('general1-2', '2 GB General Purpose v1', 2048, 2, 40, { extraSpecs: rackspaceClass('general1') }),
  flavor('general1-2s', '2 GB One-CPU v1', 2048, 1, 40, { extraSpecs: rackspaceClass('general1') }),
  flavor('general1-8', '8 GB General Purpose v1', 8192, 8, 160, { extraSpecs: rackspaceClass('general1') }),
];
