import type { Step } from './jobs.ts';
import { type Machine, type Nic, newComputeNode, type TagValue } from './machine.ts';

// What each job does to a machine, and when. CloudAPI accepts the request in any state but provisioning: a job that does not fit fails here,
// and only `/audit` tells.

export const provision = (nics: readonly Nic[], fails: boolean): Step[] => [
  {
    at: 0.5,
    run: (machine) => {
      machine.computeNode = newComputeNode();
      machine.nics = nics.map((nic) => ({ ...nic }));
      return undefined;
    },
  },
  {
    at: 1,
    run: (machine) => {
      machine.state = fails ? 'failed' : 'running';
      for (const nic of machine.nics) nic.state = 'running';
      return !fails;
    },
  },
];

const nicState = (machine: Machine, state: Nic['state']): void => {
  for (const nic of machine.nics) nic.state = state;
};

export const stop: readonly Step[] = [
  {
    at: 0,
    run: (machine) => {
      if (machine.state !== 'running') return false;
      machine.state = 'stopping';
      return true;
    },
  },
  {
    at: 1,
    run: (machine) => {
      machine.state = 'stopped';
      nicState(machine, 'stopped');
      return true;
    },
  },
];

export const start: readonly Step[] = [
  { at: 0, run: (machine) => machine.state === 'stopped' },
  {
    at: 1,
    run: (machine) => {
      machine.state = 'running';
      nicState(machine, 'running');
      return true;
    },
  },
];

export const reboot: readonly Step[] = [
  {
    at: 0,
    run: (machine) => {
      if (machine.state !== 'running') return false;
      machine.state = 'stopping';
      return true;
    },
  },
  {
    at: 0.5,
    run: (machine) => {
      machine.state = 'ready';
      return true;
    },
  },
  {
    at: 1,
    run: (machine) => {
      machine.state = 'running';
      return true;
    },
  },
];

/** The old state shows until the end. */
export const destroy: readonly Step[] = [
  {
    at: 1,
    run: (machine) => {
      machine.state = 'destroyed';
      machine.nics = [];
      return true;
    },
  },
];

/** One change at the job's end, whatever the state. */
export const change = (apply: (machine: Machine, nowMs: number) => void): Step[] => [
  {
    at: 1,
    run: (machine, nowMs) => {
      apply(machine, nowMs);
      return true;
    },
  },
];

/** Rolling back stops nothing by itself: on a running machine the job fails; afterwards the machine starts. */
export const rollback = (name: string): Step[] => [
  { at: 0, run: (machine) => machine.state === 'stopped' && machine.snapshots.some((snapshot) => snapshot.name === name) },
  {
    at: 1,
    run: (machine) => {
      machine.state = 'running';
      nicState(machine, 'running');
      return true;
    },
  },
];

/** A NIC change restarts the machine if it runs. */
export const restarting = (apply: (machine: Machine) => void): Step[] => {
  let ran = false;
  return [
    {
      at: 0,
      run: (machine) => {
        ran = machine.state === 'running';
        if (ran) machine.state = 'stopping';
        return true;
      },
    },
    {
      at: 1,
      run: (machine) => {
        apply(machine);
        if (ran) machine.state = 'running';
        return true;
      },
    },
  ];
};

export const mergeTags = (added: Readonly<Record<string, TagValue>>): Step[] => change((machine) => Object.assign(machine.tags, added));
