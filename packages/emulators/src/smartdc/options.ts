import type { Emulator, EmulatorOptions } from '../emulator.ts';
import type { Image, Package } from './cloudapi/catalog.ts';
import type { Limit } from './cloudapi/limits.ts';
import type { ThrottleOptions } from './cloudapi/throttle.ts';

export interface SmartdcEmulatorOptions extends EmulatorOptions {
  /** Port of Manta; a free one when absent. `port` is CloudAPI's. */
  readonly mantaPort?: number;
  /** Login of the account of `profile`. Default `demo`. */
  readonly account?: string;
  /** PEM of the private key of `profile`; an RSA key made for this process when absent. */
  readonly privateKey?: string;
  /** More public keys of the account, by name: OpenSSH lines or PEM. */
  readonly keys?: Readonly<Record<string, string>>;
  /** Subusers of the account, by login. */
  readonly users?: Readonly<Record<string, SubuserSeed>>;
  /** Other accounts, by login. */
  readonly accounts?: Readonly<Record<string, AccountSeed>>;
  /** Refuse plain http on Manta as the real one does, but for public reads and pre-signed URLs. Default false. */
  readonly mantaRequiresTls?: boolean;
  /** Serve the Buckets API beside Manta's directories, as some deployments do. Default true. */
  readonly mantaBuckets?: boolean;
  /** Throttle CloudAPI, per account. Off when absent. */
  readonly throttle?: ThrottleOptions;
  /** The least size of a multipart part but the last; Manta's own is 5 MiB. */
  readonly minPartBytes?: number;
  /** What the accounts may use in each datacenter; more is refused as over the quota. None when absent. */
  readonly limits?: readonly Limit[];
  /** Seed a pool of private networks besides. Default false. */
  readonly networkPool?: boolean;
  /** Whether accounts may migrate their machines themselves. Default true. */
  readonly userMigrations?: boolean;
  /** Whether `delegate_dataset` may be asked for. Default false, as CloudAPI has it. */
  readonly delegateDatasets?: boolean;
  /** False: accounts are not approved for provisioning. Default true. */
  readonly approvedForProvisioning?: boolean;
  readonly seed?: {
    /** Further images of the first datacenter. */
    readonly images?: readonly (Pick<Image, 'name'> & Partial<Image>)[];
    readonly packages?: readonly (Pick<Package, 'name' | 'memoryMiB' | 'diskMiB' | 'vcpus'> & Partial<Package>)[];
    /** Running machines of the account, in the first datacenter, oldest first. */
    readonly machines?: readonly MachineSeed[];
  };
}

export interface SubuserSeed {
  readonly keys?: Readonly<Record<string, string>>;
  /** Aperture sentences (`CAN listmachines`) of a role `LOGIN-role`, of which the user is a default member. */
  readonly rules?: readonly string[];
  /** What that role is tagged on, in CloudAPI: paths without the login, e.g. `/machines`. Manta entries are tagged by `Role-Tag`. */
  readonly resources?: readonly string[];
}

export interface AccountSeed {
  readonly keys?: Readonly<Record<string, string>>;
  /** May act on other accounts' paths. */
  readonly operator?: boolean;
  readonly disabled?: boolean;
}

export interface MachineSeed {
  readonly name: string;
  readonly tags?: Readonly<Record<string, string | number | boolean>>;
  readonly metadata?: Readonly<Record<string, string>>;
}

export interface SmartdcProfile extends Readonly<Record<string, unknown>> {
  readonly provider: 'smartdc';
  readonly url: string;
  readonly mantaUrl: string;
  readonly account: string;
  /** MD5 fingerprint. */
  readonly keyId: string;
  /** PEM text. */
  readonly privateKey: string;
}

export interface SmartdcEmulator extends Emulator {
  readonly provider: 'smartdc';
  /** Base URL of Manta, without a final slash. */
  readonly mantaUrl: string;
  readonly profile: SmartdcProfile;
  /** Adds a public key to an account (the profile's by default) or to one of its subusers; answers its MD5 fingerprint. */
  addKey(name: string, publicKey: string, owner?: { readonly account?: string; readonly user?: string }): string;
  /** The next provisions end in `failed`. */
  failNextProvisions(times?: number): void;
  /** The next images made of machines end in `failed`. */
  failNextImages(times?: number): void;
  /** Disables an account, or enables it again. */
  setDisabled(disabled: boolean, login?: string): void;
  /** Read-only mode of the first datacenter: writes are 503, with `Retry-After` when `until` is given. `undefined` ends it. */
  setMaintenance(maintenance: { readonly until?: Date } | undefined): void;
  /** Bytes of a Manta object, by its decoded path (`/demo/stor/a b`); undefined when there is none. */
  storedObject(path: string): Buffer | undefined;
}
