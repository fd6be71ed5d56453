import { CloudError } from '@portolan/core/driver';
import type { Signer } from './auth.ts';
import type { ChecksumAlgorithm } from './checksums/checksum.ts';
import type { QueryClient, S3Client } from './client.ts';
import { actionNames, s3Operations } from './native/generated/action-names.ts';
import type { AutoScalingActions } from './native/generated/auto-scaling.ts';
import type { CloudFormationActions } from './native/generated/cloud-formation.ts';
import type { CloudWatchActions } from './native/generated/cloud-watch.ts';
import type { Ec2Actions } from './native/generated/ec2.ts';
import type { ElbActions } from './native/generated/elb.ts';
import type { IamActions } from './native/generated/iam.ts';
import type { S3Actions } from './native/generated/s3.ts';
import type { StsActions } from './native/generated/sts.ts';
import { type QueryService, queryService } from './native/query-service.ts';
import { type S3Service, s3Service } from './native/s3/s3-service.ts';
import { type QueryServiceId, queryServices } from './native/services.ts';
import type { QueryTable } from './native/table.ts';
import type { Preset } from './presets.ts';

export type { QueryCallOptions } from './native/query-types.ts';

export interface Ec2NativeOptions {
  readonly preset: Preset;
  readonly apiVersion: string;
  /** Undefined: the profile has no address for it. */
  readonly query: (service: QueryServiceId) => QueryClient | undefined;
  readonly s3: S3Client | undefined;
  readonly auth: Signer;
  /** What uploads carry; none by default. */
  readonly checksum?: ChecksumAlgorithm | undefined;
}

/** Loaded with the first call of the service. */
const tables: Readonly<Record<QueryServiceId, () => Promise<QueryTable>>> = {
  ec2: async () => (await import('./native/generated/tables/ec2.ts')).table,
  elb: async () => (await import('./native/generated/tables/elb.ts')).table,
  autoScaling: async () => (await import('./native/generated/tables/auto-scaling.ts')).table,
  cloudWatch: async () => (await import('./native/generated/tables/cloud-watch.ts')).table,
  iam: async () => (await import('./native/generated/tables/iam.ts')).table,
  sts: async () => (await import('./native/generated/tables/sts.ts')).table,
  cloudFormation: async () => (await import('./native/generated/tables/cloud-formation.ts')).table,
};

/**
 * The provider's own services, typed as their APIs have them: names of parameters and results are those of the API references. Calls are signed, retried
 * and have their errors named like all others. A service that the profile has no address for is an `unsupported` error when it is asked for.
 */
export class Ec2Native {
  readonly #options: Ec2NativeOptions;
  readonly #made = new Map<string, unknown>();

  constructor(options: Ec2NativeOptions) {
    this.#options = options;
  }

  get ec2(): QueryService & Ec2Actions {
    return this.#query<Ec2Actions>('ec2', actionNames.ec2);
  }

  get elb(): QueryService & ElbActions {
    return this.#query<ElbActions>('elb', actionNames.elb);
  }

  get autoScaling(): QueryService & AutoScalingActions {
    return this.#query<AutoScalingActions>('autoScaling', actionNames['auto-scaling']);
  }

  get cloudWatch(): QueryService & CloudWatchActions {
    return this.#query<CloudWatchActions>('cloudWatch', actionNames['cloud-watch']);
  }

  /** Eucalyptus calls it Euare. */
  get iam(): QueryService & IamActions {
    return this.#query<IamActions>('iam', actionNames.iam);
  }

  get sts(): QueryService & StsActions {
    return this.#query<StsActions>('sts', actionNames.sts);
  }

  get cloudFormation(): QueryService & CloudFormationActions {
    return this.#query<CloudFormationActions>('cloudFormation', actionNames['cloud-formation']);
  }

  get s3(): S3Service & S3Actions {
    return this.#once('s3', () => {
      const { s3: client, auth, preset, checksum } = this.#options;
      if (client === undefined) throw lacking('s3Url');
      const loadTable = async (): Promise<typeof import('./native/generated/tables/s3.ts').table> => (await import('./native/generated/tables/s3.ts')).table;
      const { id, urlEncodedLists } = preset;
      const options = { client, auth, provider: id, eucalyptus: id === 'eucalyptus', urlEncodedLists, checksum, loadTable };
      return s3Service(options, s3Operations);
    });
  }

  #query<Methods extends object>(id: QueryServiceId, names: { readonly calls: string; readonly lists: string }): QueryService & Methods {
    return this.#once(id, () => {
      const { query, preset, apiVersion } = this.#options;
      const client = query(id);
      if (client === undefined) throw lacking(`${id}Url`);
      const options = { service: queryServices[id], client, provider: preset.id, eucalyptus: preset.id === 'eucalyptus', apiVersion, loadTable: tables[id] };
      return queryService<Methods>(options, names);
    });
  }

  #once<T>(id: string, make: () => T): T {
    if (!this.#made.has(id)) this.#made.set(id, make());
    return this.#made.get(id) as T;
  }
}

const lacking = (field: string): CloudError => new CloudError('unsupported', `this profile has no ${field}`, { outcome: 'not-done' });
