import { type OptionKind, readOptions } from '../../native-options.ts';

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

const KNOWN: Readonly<Record<keyof OvirtServerOptions, OptionKind>> = {
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

export const readServerOptions = (native: unknown): OvirtServerOptions => readOptions<OvirtServerOptions>(native, KNOWN);
