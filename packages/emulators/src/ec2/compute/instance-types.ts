import { type ActionTable, FILTER, PAGE } from '../query/action.ts';
import { Ec2Error } from '../query/ec2-error.ts';
import { readFilters } from '../query/filters.ts';
import { page } from '../query/paging.ts';
import type { XmlValue } from '../query/xml-writer.ts';
import type { InstanceType } from './instance-type-catalog.ts';

const MAX_PAGE = 100;

function awsType(type: InstanceType): XmlValue {
  const paravirtual = !type.currentGeneration;
  return {
    instanceType: type.name,
    currentGeneration: type.currentGeneration,
    freeTierEligible: type.name === 't2.micro' || type.name === 't3.micro',
    supportedUsageClasses: ['on-demand', 'spot'],
    supportedRootDeviceTypes: type.diskGiB > 0 && paravirtual ? ['ebs', 'instance-store'] : ['ebs'],
    supportedVirtualizationTypes: paravirtual ? ['hvm', 'paravirtual'] : ['hvm'],
    bareMetal: false,
    hypervisor: paravirtual ? 'xen' : 'nitro',
    processorInfo: { supportedArchitectures: [type.architecture], sustainedClockSpeedInGhz: 2.5 },
    vCpuInfo: { defaultVCpus: type.cpus, defaultCores: Math.max(1, type.cpus / 2), defaultThreadsPerCore: type.cpus > 1 ? 2 : 1 },
    memoryInfo: { sizeInMiB: type.memoryMiB },
    instanceStorageSupported: type.diskGiB > 0,
    instanceStorageInfo: type.diskGiB > 0 ? { totalSizeInGB: type.diskGiB, disks: [{ sizeInGB: type.diskGiB, count: 1, type: 'ssd' }] } : undefined,
    ebsInfo: {
      ebsOptimizedSupport: paravirtual ? 'unsupported' : 'default',
      encryptionSupport: 'supported',
      nvmeSupport: paravirtual ? 'unsupported' : 'required',
    },
    networkInfo: {
      networkPerformance: 'Up to 5 Gigabit',
      maximumNetworkInterfaces: 3,
      ipv4AddressesPerInterface: 6,
      ipv6Supported: true,
      enaSupport: paravirtual ? 'unsupported' : 'required',
    },
    gpuInfo:
      type.gpu === undefined
        ? undefined
        : {
            gpus: [{ name: type.gpu.name, manufacturer: type.gpu.manufacturer, count: 1, memoryInfo: { sizeInMiB: type.gpu.memoryMiB } }],
            totalGpuMemoryInMiB: type.gpu.memoryMiB,
          },
    hibernationSupported: false,
    burstablePerformanceSupported: type.name.startsWith('t'),
    dedicatedHostsSupported: !type.name.startsWith('t'),
    autoRecoverySupported: true,
  };
}

const eucalyptusType = (type: InstanceType, zones: readonly string[] | undefined): XmlValue => ({
  name: type.name,
  cpu: type.cpus,
  disk: type.diskGiB,
  memory: type.memoryMiB,
  networkInterfaces: 1,
  availability: zones?.map((zoneName) => ({ zoneName, max: 10, available: 10 })),
  ephemeralDisk: [],
});

/** Two schemas under one name: Amazon's of 2019, and Eucalyptus' own, older one. */
export const awsInstanceTypeActions: ActionTable = {
  DescribeInstanceTypes: {
    accepts: `InstanceType.# ${FILTER} ${PAGE}`,
    run: ({ parameters, state }) => {
      const names = parameters.list('InstanceType');
      const unknown = names.filter((name) => !state.instanceTypes.some((type) => type.name === name));
      if (unknown.length > 0) throw new Ec2Error('InvalidInstanceType', `The following supplied instance types do not exist: [${unknown.join(', ')}]`);
      const matches = readFilters<InstanceType>(parameters, {
        'instance-type': (type) => [type.name],
        'current-generation': (type) => [type.currentGeneration],
        'processor-info.supported-architecture': (type) => [type.architecture],
        'vcpu-info.default-vcpus': (type) => [type.cpus],
        'memory-info.size-in-mib': (type) => [type.memoryMiB],
        'instance-storage-supported': (type) => [type.diskGiB > 0],
        'bare-metal': () => [false],
        'burstable-performance-supported': (type) => [type.name.startsWith('t')],
      });
      const wanted = state.instanceTypes
        .map((type, sequence) => ({ type, sequence }))
        .filter(({ type }) => (names.length === 0 || names.includes(type.name)) && matches(type));
      const { items, nextToken } = page(wanted, parameters, { flavour: state.flavour, limit: Math.min(MAX_PAGE, state.pageLimit), ids: names.length });
      return { instanceTypeSet: items.map(({ type }) => awsType(type)), nextToken };
    },
  },
  DescribeInstanceTypeOfferings: {
    accepts: `LocationType ${FILTER} ${PAGE}`,
    run: ({ parameters, state }) => {
      const locationType = parameters.text('LocationType') ?? 'region';
      const locations = locationType === 'availability-zone' ? state.zones : [state.region];
      const offers = state.instanceTypes
        .flatMap((type) => locations.map((location) => ({ instanceType: type.name, locationType, location })))
        .map((offer, sequence) => ({ offer, sequence }));
      const matches = readFilters<(typeof offers)[number]>(parameters, {
        'instance-type': ({ offer }) => [offer.instanceType],
        location: ({ offer }) => [offer.location],
      });
      const { items, nextToken } = page(offers.filter(matches), parameters, { flavour: state.flavour, limit: state.pageLimit, ids: 0 });
      return { instanceTypeOfferingSet: items.map(({ offer }) => offer), nextToken };
    },
  },
};

export const eucalyptusInstanceTypeActions: ActionTable = {
  DescribeInstanceTypes: {
    accepts: 'Verbose Availability InstanceType.#',
    run: ({ parameters, state }) => {
      const names = parameters.list('InstanceType');
      for (const name of names) state.instanceType(name);
      const zones = parameters.boolean('Availability') === true ? state.zones : undefined;
      return {
        instanceTypeDetails: state.instanceTypes.filter((type) => names.length === 0 || names.includes(type.name)).map((type) => eucalyptusType(type, zones)),
      };
    },
  },
};
