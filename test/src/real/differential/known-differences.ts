import type { Step } from './swift-backend.ts';

/** What may differ, where, and why. */
export interface Difference {
  /** Name of the script; absent: in all. */
  readonly script?: string | undefined;
  /** Of steps whose name has this in it; absent: of all. */
  readonly step?: RegExp | undefined;
  /** What is left out of the comparison: `headers.etag`, `headers.x-account-*`, `body`. */
  readonly leave: string;
  readonly because: string;
}

const EVENTUAL = 'the real one counts some time after the fact';
const TIMED = 'the digest of a manifest is over the times of its segments, which are not the same on both sides';
const SHARED = 'the real account is other tests’ as well';

export const SWIFT_DIFFERENCES: readonly Difference[] = [
  { leave: 'headers.x-container-object-count', because: EVENTUAL },
  { leave: 'headers.x-container-bytes-used', because: EVENTUAL },
  { leave: 'headers.x-account-*', because: SHARED },
  { leave: 'headers.x-manifest-etag', because: TIMED },
  {
    script: 'static large objects',
    step: /^\d+ wrong segments|^wrong segments/,
    leave: 'body',
    because: 'segments are looked at two at a time, and told of in the order in which that ended',
  },
  { step: /manifest/, leave: 'headers.etag', because: TIMED },
  { script: 'static large objects', step: /a row that is none|no path/, leave: '*', because: 'the real one fails over it (500)' },
  {
    script: 'static large objects',
    step: /with a segment gone/,
    leave: '*',
    because: 'the real one breaks off in the middle of the body; the emulator says so before',
  },
  { script: 'containers', step: /account listing/, leave: 'body', because: EVENTUAL },
  { script: 'containers', step: /account listing/, leave: 'headers.content-length', because: EVENTUAL },
];

/** Lines of differences of shape that may be. */
export interface ApiDifference {
  readonly service: string;
  readonly line: RegExp;
  readonly because: string;
}

export const API_DIFFERENCES: readonly ApiDifference[] = [
  {
    service: 'Cinder',
    line: /quota_set\.(volumes|gigabytes|snapshots)_fast: only the emulated/,
    because: 'quotas are counted for each type too, and the real one has but one type',
  },
  {
    service: 'Cinder',
    line: /^GET \/volumes\/summary\.volume-summary\.metadata\.[\w.-]+: only the real/,
    because: 'it sums up all metadata of the project, that of volumes of other tests too',
  },
  {
    service: 'Glance',
    line: /^GET \/images\?visibility=public\.images\[\]\.(architecture|os_distro|os_version): only the emulated/,
    because: 'properties of images that are there from the start, which are others on each',
  },
  {
    service: 'Nova',
    line: /\.servers\[\]\.metadata\.\w+: only the real/,
    because: 'servers of other tests stand in the same list, with metadata of their own',
  },
];

/** The steps without what is known to differ. */
export function withoutKnown(differences: readonly Difference[], script: string, steps: readonly Step[]): readonly Step[] {
  return steps.map((step) => {
    const rules = differences.filter((one) => (one.script === undefined || one.script === script) && (one.step === undefined || one.step.test(step.what)));
    return { what: step.what, said: rules.reduce((said, { leave }) => without(said, leave.split('.')), step.said) };
  });
}

function without(value: Readonly<Record<string, unknown>>, [head = '', ...rest]: readonly string[]): Readonly<Record<string, unknown>> {
  const fits = (name: string): boolean => (head.endsWith('*') ? name.startsWith(head.slice(0, -1)) : name === head);
  if (rest.length === 0) return Object.fromEntries(Object.entries(value).filter(([name]) => !fits(name)));
  const there = value[head];
  return typeof there === 'object' && there !== null ? { ...value, [head]: without(there as Readonly<Record<string, unknown>>, rest) } : value;
}
