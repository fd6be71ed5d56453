/** What differs between the clouds that speak EC2 and S3, as data: one code base reads it. */
export interface Preset {
  readonly id: 'aws' | 'eucalyptus';
  /** Version of the EC2 query API that is asked for. */
  readonly apiVersion: string;
  /** Scope of signatures when the profile names no region. */
  readonly defaultRegion: string | undefined;
  /** Endpoints when the profile gives none. */
  readonly ec2UrlOf: ((region: string) => string) | undefined;
  readonly s3UrlOf: ((region: string) => string) | undefined;
  /** A clock this far off is corrected. Amazon refuses at 15 minutes, Eucalyptus' query services 20 s ahead. */
  readonly clockToleranceMs: number;
  /** `TagSpecification` with the create. Eucalyptus knows it from 4.4 on and fails on unknown parameters, so it gets `CreateTags` afterwards. */
  readonly tagsAtCreate: boolean;
  /** `MaxResults` and `NextToken`. Eucalyptus takes and ignores them; its oldest versions fail on them. */
  readonly pages: boolean;
  /** Owners of the images that are listed unless the profile says otherwise; none: no filter. */
  readonly imageOwners: readonly string[];
  /** Amazon has two kinds of processors, and images and sizes of each: without a choice, those found would not fit each other. */
  readonly architecture: string | undefined;
  /** Version 2 of ListObjects. Eucalyptus ignores `list-type` and answers version 1. */
  readonly listVersion: 1 | 2;
  /** `encoding-type=url`: the only way to list keys that XML cannot carry. */
  readonly urlEncodedLists: boolean;
  /** `UploadPartCopy`. */
  readonly partCopy: boolean;
  /** Copy sources are decoded before they are split at `?` (Eucalyptus): such keys cannot be named. */
  readonly copySourceTakesQuestionMarks: boolean;
}

const amazonDomain = (region: string): string => (region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com');

export const aws: Preset = {
  id: 'aws',
  apiVersion: '2016-11-15',
  defaultRegion: undefined,
  ec2UrlOf: (region) => `https://ec2.${region}.${amazonDomain(region)}`,
  s3UrlOf: (region) => `https://s3.${region}.${amazonDomain(region)}`,
  clockToleranceMs: 4 * 60_000,
  tagsAtCreate: true,
  pages: true,
  // Without a filter Amazon lists some 100 000 images. After its own: Canonical (Ubuntu) and Debian, who publish under their own accounts.
  imageOwners: ['self', 'amazon', '099720109477', '136693071363'],
  architecture: 'x86_64',
  listVersion: 2,
  urlEncodedLists: true,
  partCopy: true,
  copySourceTakesQuestionMarks: true,
};

export const eucalyptus: Preset = {
  id: 'eucalyptus',
  apiVersion: '2014-10-01',
  defaultRegion: 'eucalyptus',
  ec2UrlOf: undefined,
  s3UrlOf: undefined,
  clockToleranceMs: 15_000,
  tagsAtCreate: false,
  pages: false,
  imageOwners: [],
  architecture: undefined,
  listVersion: 1,
  urlEncodedLists: false,
  partCopy: false,
  copySourceTakesQuestionMarks: false,
};

export const presets: Readonly<Record<Preset['id'], Preset>> = { aws, eucalyptus };
