import { CloudError, nearest } from '@portolan/core/driver';

/** `servers.create({ native })` on this provider. */
export interface OvirtServerOptions {
  readonly description?: string | undefined;
  /** Public keys in OpenSSH form that may log in as `userName`. */
  readonly authorizedKeys?: readonly string[] | undefined;
  /** Account that cloud-init sets up. The image's own default when absent. */
  readonly userName?: string | undefined;
  /** Name of the guest. Default: the server's, when cloud-init is used and it can be one. */
  readonly hostName?: string | undefined;
  /** true: copy the template's disks instead of building on them. */
  readonly clone?: boolean | undefined;
  readonly deleteProtected?: boolean | undefined;
  /** Instead of the size's. */
  readonly memoryMiB?: number | undefined;
  /** Sockets of one core, instead of the size's. */
  readonly cpus?: number | undefined;
  /** As the administrator has defined them: `{ hugepages: '1048576' }`. */
  readonly customProperties?: Readonly<Record<string, string>> | undefined;
}

type Kind = 'string' | 'strings' | 'boolean' | 'positive' | 'map';

const KNOWN: Readonly<Record<keyof OvirtServerOptions, Kind>> = {
  description: 'string',
  authorizedKeys: 'strings',
  userName: 'string',
  hostName: 'string',
  clone: 'boolean',
  deleteProtected: 'boolean',
  memoryMiB: 'positive',
  cpus: 'positive',
  customProperties: 'map',
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);

const KINDS: Readonly<Record<Kind, { readonly fits: (value: unknown) => boolean; readonly says: string }>> = {
  string: { fits: (value) => typeof value === 'string' && value !== '', says: 'text' },
  strings: {
    fits: (value) => Array.isArray(value) && value.every((one) => typeof one === 'string' && one !== '' && !/[\r\n]/.test(one)),
    says: 'a list of texts of one line',
  },
  boolean: { fits: (value) => typeof value === 'boolean', says: 'true or false' },
  positive: { fits: (value) => Number.isSafeInteger(value) && Number(value) > 0, says: 'a whole number from 1' },
  map: { fits: (value) => isRecord(value) && Object.values(value).every((one) => typeof one === 'string'), says: 'names with texts' },
};

/** Misspelt options are refused: the engine passes over elements it does not know. */
export function readServerOptions(native: unknown): OvirtServerOptions {
  if (native === undefined) return {};
  if (!isRecord(native)) throw invalid('native: expected an object');
  for (const [name, value] of Object.entries(native)) {
    if (value === undefined) continue;
    const kind = Object.hasOwn(KNOWN, name) ? KNOWN[name as keyof OvirtServerOptions] : undefined;
    if (kind === undefined) {
      const close = nearest(name, Object.keys(KNOWN));
      throw invalid(
        `native: unknown option ${JSON.stringify(name)}${close === undefined ? `; known: ${Object.keys(KNOWN).join(', ')}` : `; did you mean ${JSON.stringify(close)}?`}`,
      );
    }
    if (!KINDS[kind].fits(value)) throw invalid(`native.${name}: expected ${KINDS[kind].says}`);
  }
  return native as OvirtServerOptions;
}

const invalid = (said: string): CloudError => new CloudError('invalid-argument', said, { outcome: 'not-done' });
