import { CloudError } from '@portolan/core/driver';
import { knownOptions } from '../../native-options.ts';

/** `servers.create({ native })` on this provider. Names are CloudAPI's. Source: sdc-cloudapi docs "CreateMachine". */
export interface SmartdcServerOptions {
  /** `KEY OP VALUE`: `instance!=db*`, `role==web`; `~` behind the operator: if possible. */
  readonly affinity?: readonly string[] | undefined;
  readonly firewall_enabled?: boolean | undefined;
  readonly deletion_protection?: boolean | undefined;
  readonly delegate_dataset?: boolean | undefined;
  /** From API 9 on: agree to an image that is only shared with the account. */
  readonly allow_shared_images?: boolean | undefined;
  readonly brand?: 'bhyve' | 'kvm' | undefined;
  readonly bootrom?: string | undefined;
  readonly encrypted?: boolean | undefined;
  /** Windows. */
  readonly administrator_pw?: string | undefined;
  /** Instead of `networks`: `{ ipv4_uuid, ipv4_ips }`. */
  readonly networks?: readonly Readonly<Record<string, unknown>>[] | undefined;
  /** NFS volumes: `{ name, mountpoint, mode }`. */
  readonly volumes?: readonly Readonly<Record<string, unknown>>[] | undefined;
  /** bhyve: `{ size }`, `{ size: 'remaining' }`. */
  readonly disks?: readonly Readonly<Record<string, unknown>>[] | undefined;
  /** Entries that the portable `metadata` does not take: `user-data`, `cloud-init:user-data`, … */
  readonly metadata?: Readonly<Record<string, string>> | undefined;
}

const KNOWN: Readonly<Record<keyof SmartdcServerOptions, 'strings' | 'boolean' | 'string' | 'objects' | 'map'>> = {
  affinity: 'strings',
  firewall_enabled: 'boolean',
  deletion_protection: 'boolean',
  delegate_dataset: 'boolean',
  allow_shared_images: 'boolean',
  brand: 'string',
  bootrom: 'string',
  encrypted: 'boolean',
  administrator_pw: 'string',
  networks: 'objects',
  volumes: 'objects',
  disks: 'objects',
  metadata: 'map',
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);

const FITS: Readonly<Record<(typeof KNOWN)[keyof typeof KNOWN], (value: unknown) => boolean>> = {
  strings: (value) => Array.isArray(value) && value.every((item) => typeof item === 'string'),
  boolean: (value) => typeof value === 'boolean',
  string: (value) => typeof value === 'string' && value !== '',
  objects: (value) => Array.isArray(value) && value.every(isRecord),
  map: (value) => isRecord(value) && Object.values(value).every((item) => typeof item === 'string'),
};

/** Misspelt options are refused: CloudAPI would ignore them without a word. */
export function readServerOptions(native: unknown): SmartdcServerOptions {
  const options = knownOptions<SmartdcServerOptions>(native, Object.keys(KNOWN) as (keyof SmartdcServerOptions)[]);
  for (const [name, value] of Object.entries(options)) {
    if (value === undefined) continue;
    const kind = KNOWN[name as keyof SmartdcServerOptions];
    if (!FITS[kind](value))
      throw invalid(
        `native.${name}: expected ${kind === 'map' ? 'names with texts' : kind === 'objects' ? 'a list of objects' : kind === 'strings' ? 'a list of texts' : `a ${kind}`}`,
      );
  }
  return options;
}

const invalid = (said: string): CloudError => new CloudError('invalid-argument', said, { outcome: 'not-done' });
