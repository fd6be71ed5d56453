import { type ActionTable, FILTER } from '../query/action.ts';
import { Ec2Error } from '../query/ec2-error.ts';
import { readFilters } from '../query/filters.ts';
import type { Ec2State } from './state.ts';

const OTHER_AWS_REGIONS = ['us-west-2', 'eu-west-1'];

const ATTRIBUTES: Readonly<Record<string, (state: Ec2State) => readonly string[]>> = {
  'supported-platforms': (state) => [state.networking === 'vpc' ? 'VPC' : 'EC2'],
  'default-vpc': (state) => [[...state.vpcs.values()].find((vpc) => vpc.isDefault)?.id ?? 'none'],
  'max-instances': () => ['20'],
  'vpc-max-security-groups-per-interface': () => ['5'],
  'max-elastic-ips': () => ['5'],
  'vpc-max-elastic-ips': () => ['5'],
};

export const locationActions: ActionTable = {
  DescribeRegions: {
    accepts: `RegionName.# ${FILTER}`,
    awsAccepts: 'AllRegions',
    run: ({ parameters, state, host }) => {
      const aws = state.flavour.name === 'aws';
      const regions = [state.region, ...(aws ? OTHER_AWS_REGIONS.filter((name) => name !== state.region) : [])].map((regionName) => ({
        regionName,
        // Eucalyptus gives a URL with path, AWS a bare host name.
        regionEndpoint: aws ? `ec2.${regionName}.amazonaws.com` : `http://${host}${state.flavour.ec2Paths[0]}/`,
        optInStatus: aws ? 'opt-in-not-required' : undefined,
      }));
      const names = parameters.list('RegionName');
      const unknown = names.filter((name) => !regions.some((region) => region.regionName === name));
      if (unknown.length > 0) throw new Ec2Error('InvalidParameterValue', `Invalid region names given: [${unknown.join(', ')}]`);
      const matches = readFilters<(typeof regions)[number]>(parameters, {
        'region-name': (region) => [region.regionName],
        endpoint: (region) => [region.regionEndpoint],
        'opt-in-status': (region) => [region.optInStatus],
      });
      return { regionInfo: regions.filter((region) => (names.length === 0 || names.includes(region.regionName)) && matches(region)) };
    },
  },
  DescribeAvailabilityZones: {
    accepts: `ZoneName.# ${FILTER}`,
    awsAccepts: 'ZoneId.# AllAvailabilityZones',
    run: ({ parameters, state }) => {
      const aws = state.flavour.name === 'aws';
      const zones = state.zones.map((zoneName, index) => ({
        zoneName,
        zoneId: `${state.region.replace(/^([a-z]{2})-([a-z])[a-z]*-(\d)$/, '$1$2$3')}-az${index + 1}`,
      }));
      const verbose = !aws && parameters.list('ZoneName').includes('verbose');
      const names = verbose ? [] : parameters.list('ZoneName');
      const ids = parameters.list('ZoneId');
      for (const name of names) if (!state.zones.includes(name)) throw new Ec2Error('InvalidParameterValue', `Invalid availability zones: [${name}]`);
      const matches = readFilters<(typeof zones)[number]>(parameters, {
        'zone-name': (zone) => [zone.zoneName],
        'zone-id': (zone) => [zone.zoneId],
        'region-name': () => [state.region],
        state: () => ['available'],
      });
      const rows = zones
        .filter((zone) => (names.length === 0 || names.includes(zone.zoneName)) && (ids.length === 0 || ids.includes(zone.zoneId)) && matches(zone))
        .flatMap(({ zoneName, zoneId }) => [
          {
            zoneName,
            zoneState: 'available',
            regionName: state.region,
            messageSet: [],
            ...(aws
              ? {
                  zoneId,
                  zoneType: 'availability-zone',
                  optInStatus: 'opt-in-not-required',
                  groupName: `${state.region}-zg-1`,
                  networkBorderGroup: state.region,
                }
              : {}),
          },
          // An administrator's `ZoneName.1=verbose`: rows of text about capacity.
          ...(verbose
            ? [
                { zoneName: '|- vm types', zoneState: 'free / max   cpu   ram  disk' },
                ...state.instanceTypes.map((type) => ({
                  zoneName: `|- ${type.name}`,
                  zoneState: `0010 / 0010 ${type.cpus} ${type.memoryMiB} ${type.diskGiB}`,
                })),
              ]
            : []),
        ]);
      return { availabilityZoneInfo: rows };
    },
  },
  DescribeAccountAttributes: {
    accepts: 'AttributeName.#',
    run: ({ parameters, state }) => {
      const names = parameters.list('AttributeName');
      for (const name of names) if (!Object.hasOwn(ATTRIBUTES, name)) throw new Ec2Error('InvalidParameterValue', `Invalid value '${name}' for attributeName`);
      const wanted = Object.entries(ATTRIBUTES).filter(([name]) => names.length === 0 || names.includes(name));
      return {
        accountAttributeSet: wanted.map(([attributeName, values]) => ({
          attributeName,
          attributeValueSet: values(state).map((attributeValue) => ({ attributeValue })),
        })),
      };
    },
  },
};
