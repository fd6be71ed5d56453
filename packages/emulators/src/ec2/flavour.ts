/** What differs between Amazon's cloud and Eucalyptus 4.4, as data. */
export interface Flavour {
  readonly name: 'aws' | 'eucalyptus';
  /** Request paths of the query API; the first is the one in the profile. */
  readonly ec2Paths: readonly string[];
  /** Path prefixes of the object store; the first is the one in the profile. */
  readonly s3Prefixes: readonly string[];
  readonly region: string;
  readonly zones: readonly string[];
  readonly imagePrefix: string;
  readonly kernelPrefix: string;
  readonly ramdiskPrefix: string;
  /** Hex digits after the prefix of a new id. */
  readonly idDigits: number;
  /** Clock limits of the query API. */
  readonly futureMs: number;
  readonly pastMs: number;
}

const MINUTE = 60_000;

export const AWS: Flavour = {
  name: 'aws',
  ec2Paths: ['/'],
  s3Prefixes: [''],
  region: 'us-east-1',
  zones: ['us-east-1a', 'us-east-1b'],
  imagePrefix: 'ami',
  kernelPrefix: 'aki',
  ramdiskPrefix: 'ari',
  idDigits: 17,
  futureMs: 15 * MINUTE,
  pastMs: 15 * MINUTE,
};

export const EUCALYPTUS: Flavour = {
  name: 'eucalyptus',
  // 3.x names are still accepted by 4.4.
  ec2Paths: ['/services/compute', '/services/Eucalyptus'],
  s3Prefixes: ['/services/objectstorage', '/services/Walrus'],
  region: 'eucalyptus',
  zones: ['one', 'two'],
  imagePrefix: 'emi',
  kernelPrefix: 'eki',
  ramdiskPrefix: 'eri',
  idDigits: 8,
  // StackConfiguration.CLOCK_SKEW_SEC is 20; messages live 15 minutes and that.
  futureMs: 20_000,
  pastMs: 15 * MINUTE + 20_000,
};
