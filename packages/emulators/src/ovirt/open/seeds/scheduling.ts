import type { Seeds } from './seed-context.ts';

type Kind = 'filter' | 'weight' | 'load_balancing';

// Source: ovirt-engine, packaging/dbscripts/data/00340_insert_policy_units.sql and 00350_insert_cluster_policies.sql.
const UNITS: readonly (readonly [id: string, name: string, type: Kind])[] = [
  ['12262ab6-9690-4bc3-a2b3-35573b172d54', 'PinToHost', 'filter'],
  ['6d636bf6-a35c-4f9d-b68d-0731f720cddc', 'CPU', 'filter'],
  ['c9ddbb34-0e1d-4061-a8d7-b0893fa80932', 'Memory', 'filter'],
  ['72163d1c-9468-4480-99d9-0888664eb143', 'Network', 'filter'],
  ['438b052c-90ab-40e8-9be0-a22560202ea6', 'CPU-Level', 'filter'],
  ['84e6ddee-ab0d-42dd-82f0-c297779db566', 'VmAffinityGroups', 'filter'],
  ['e659c871-0bf1-4ccc-b748-f28f5d08dffd', 'HA', 'filter'],
  ['38440000-8cf0-14bd-c43e-10b96e4ef00b', 'None', 'weight'],
  ['98e92667-6161-41fb-b3fa-34f820ccbc4b', 'HA', 'weight'],
  ['736999d0-1023-46a4-9a75-1316ed50e15b', 'OptimalForPowerSaving', 'weight'],
  ['7db4ab05-81ab-42e8-868a-aee2df483edb', 'OptimalForEvenDistribution', 'weight'],
  ['84e6ddee-ab0d-42dd-82f0-c297779db567', 'VmAffinityGroups', 'weight'],
  ['3ba8c988-f779-42c0-90ce-caa8243edee7', 'OptimalForEvenGuestDistribution', 'weight'],
  ['38440000-8cf0-14bd-c43e-10b96e4ef00a', 'None', 'load_balancing'],
  ['7db4ab05-81ab-42e8-868a-aee2df483ed2', 'OptimalForEvenDistribution', 'load_balancing'],
  ['736999d0-1023-46a4-9a75-1316ed50e151', 'OptimalForPowerSaving', 'load_balancing'],
  ['d58c8e32-44e1-418f-9222-52cd887bf9e0', 'OptimalForEvenGuestDistribution', 'load_balancing'],
];
const POLICIES: readonly (readonly [id: string, name: string, balance: string, properties: Readonly<Record<string, string>>])[] = [
  ['b4ed2332-a7ac-4d5f-9596-99a439cb2812', 'none', 'None', {}],
  ['20d25257-b4bd-4589-92a6-c4c5c5d3fd1a', 'evenly_distributed', 'OptimalForEvenDistribution', { CpuOverCommitDurationMinutes: '2', HighUtilization: '80' }],
  [
    '5a2b0939-7d46-4b73-a469-e9c2c7fc6a53',
    'power_saving',
    'OptimalForPowerSaving',
    { CpuOverCommitDurationMinutes: '2', HighUtilization: '80', LowUtilization: '20' },
  ],
  [
    '8d5d7bec-68de-4a67-b53e-0ac54686d579',
    'vm_evenly_distributed',
    'OptimalForEvenGuestDistribution',
    { HighVmCount: '10', MigrationThreshold: '5', SpmVmGrace: '5' },
  ],
];
export const DEFAULT_POLICY = 'b4ed2332-a7ac-4d5f-9596-99a439cb2812';

const units = (policy: string | undefined, kind: Kind): typeof UNITS => {
  const [, , balance] = POLICIES.find(([id]) => id === policy) ?? [];
  return balance === undefined ? [] : UNITS.filter(([, name, type]) => type === kind && (kind === 'filter' || name === balance));
};
const below = (policy: string | undefined, kind: Kind, more: Readonly<Record<string, number>>): ReturnType<Seeds[string]> =>
  units(policy, kind).map(([id, name]) => ({
    id,
    name,
    ...more,
    scheduling_policy_unit: `/schedulingpolicyunits/${id}`,
    ...(kind === 'filter' ? {} : { scheduling_policy: `/schedulingpolicies/${policy ?? ''}` }),
  }));

export const SCHEDULING: Seeds = {
  '/schedulingpolicyunits': () => UNITS.map(([id, name, type]) => ({ id, name, type, enabled: true, internal: true })),
  '/schedulingpolicies': () =>
    POLICIES.map(([id, name, , properties]) => ({
      id,
      name,
      default_policy: id === DEFAULT_POLICY,
      locked: true,
      properties: Object.entries(properties).map(([property, value]) => ({ name: property, value })),
    })),
  '/schedulingpolicies/{}/filters': ({ ids }) => below(ids[0], 'filter', { position: 0 }),
  '/schedulingpolicies/{}/weights': ({ ids }) => below(ids[0], 'weight', { factor: 1 }),
  '/schedulingpolicies/{}/balances': ({ ids }) => below(ids[0], 'load_balancing', {}),
};
