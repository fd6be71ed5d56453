/** Where clouds that speak OpenStack differ in habits that their answers do not tell. Data, so that a preset is a value and not a branch. */
export interface Dialect {
  readonly provider: string;
  /** The service name to prefer where a catalog has several rows of one type. */
  readonly serviceNames: Readonly<Record<string, string>>;
  /** Networks are called `public` and `private` by the provider, not by users: the label says whether an address is reachable. */
  readonly addressLabels: boolean;
  /** Whether a token is ours alone, so that ending it at close hurts nobody. */
  readonly revokeTokens: boolean;
  /** Regions have zones that a server can be made in. */
  readonly zones: boolean;
  /** Boot scripts are read from a config drive, since there is no metadata service. */
  readonly configDrive: boolean;
  /** The role whose tenant is another than the account's: a token for the account's lacks the services of that one. */
  readonly storageRole?: string | undefined;
}

export const openstackDialect: Dialect = {
  provider: 'openstack',
  serviceNames: {},
  addressLabels: false,
  revokeTokens: true,
  zones: true,
  configDrive: false,
};

export const rackspaceDialect: Dialect = {
  provider: 'rackspace',
  // The other `compute` row, `cloudServers`, is the first generation's API.
  serviceNames: { compute: 'cloudServersOpenStack' },
  addressLabels: true,
  // Rackspace's documents say that signing in again may hand out the same token: another program may be using it.
  revokeTokens: false,
  zones: false,
  configDrive: true,
  storageRole: 'object-store:default',
};
