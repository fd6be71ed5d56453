import { asText, type CallOptions, CloudError, type DeleteFailure, isCloudError, mapConcurrently, parseJson } from '@portolan/core/driver';
import type { OpenstackClient } from '../../client.ts';
import { statusError } from '../../errors.ts';
import type { SwiftInfo } from '../swift-info.ts';
import { objectPath } from './paths.ts';
import * as requests from './requests.ts';
import type { BulkWire } from './wire.ts';

const CONCURRENT_DELETES = 8;

/** Deletes many keys of one bucket in few requests, where Swift has that; one by one where it has not. Segments are the caller's matter. */
export class BulkDelete {
  readonly #client: OpenstackClient;
  readonly #info: SwiftInfo;
  #refused = false;

  constructor(client: OpenstackClient, info: SwiftInfo) {
    this.#client = client;
    this.#info = info;
  }

  async remove(bucket: string, keys: readonly string[], options: CallOptions): Promise<readonly DeleteFailure[]> {
    if (keys.length === 0) return [];
    const size = await this.#batchSize(options);
    if (size === 0) return this.#oneByOne(bucket, keys, options);
    const failures: DeleteFailure[] = [];
    for (let start = 0; start < keys.length; start += size) failures.push(...(await this.#batch(bucket, keys.slice(start, start + size), options)));
    return failures;
  }

  /** 0: this Swift has no bulk delete. */
  async #batchSize(options: CallOptions): Promise<number> {
    if (this.#refused) return 0;
    const info = await this.#info.get(options);
    if (info.bulk_delete !== undefined) return info.bulk_delete.max_deletes_per_request ?? 1000;
    // It says what it has, and this is not among it. Saying nothing at all is no answer.
    return info.swift === undefined ? 1000 : 0;
  }

  async #batch(bucket: string, keys: readonly string[], options: CallOptions): Promise<readonly DeleteFailure[]> {
    let report: BulkWire;
    try {
      report = await readReport(this.#client, requests.removeMany(bucket, keys), options);
    } catch (error) {
      if (!isCloudError(error) || !['unsupported', 'invalid-argument', 'not-found', 'protocol'].includes(error.code)) throw error;
      // A gateway without the middleware takes it for a POST to the account.
      this.#refused = true;
      return this.#oneByOne(bucket, keys, options);
    }
    const failures = failuresOf(bucket, keys, report);
    const status = report['Response Status'] ?? '';
    // The whole may fail without naming anybody: too many names, or a proxy that gave up.
    if (failures.length === 0 && !/^2/.test(status) && !/^404/.test(status)) throw statusError(status, 'object-store', report['Response Body'] ?? '');
    return failures;
  }

  #oneByOne(bucket: string, keys: readonly string[], options: CallOptions): Promise<readonly DeleteFailure[]> {
    return mapConcurrently(keys, CONCURRENT_DELETES, async (key): Promise<DeleteFailure | undefined> => {
      try {
        await this.#client.empty(requests.remove(bucket, key), options);
        return undefined;
      } catch (error) {
        options.signal?.throwIfAborted();
        if (!isCloudError(error)) throw error;
        return { key, error };
      }
    }).then((results) => results.filter((failure) => failure !== undefined));
  }
}

/** The report of a bulk call. While it works Swift sends blanks to keep the connection, so they come first. */
export async function readReport(client: OpenstackClient, request: Parameters<OpenstackClient['send']>[0], options: CallOptions): Promise<BulkWire> {
  const { body, status, headers } = await client.read(request, options, asText());
  const report = parseJson(body.trim(), { status, contentType: headers['content-type'] }) as BulkWire;
  if (typeof report !== 'object' || report === null || typeof report['Response Status'] !== 'string')
    throw new CloudError('protocol', 'the answer is no report of a bulk operation', { status, outcome: 'unknown' });
  return report;
}

function failuresOf(bucket: string, keys: readonly string[], report: BulkWire): readonly DeleteFailure[] {
  const errors = report.Errors ?? [];
  if (errors.length === 0) return [];
  const byPath = new Map(keys.map((key) => [decoded(objectPath(bucket, key)), key]));
  return errors.map(([path, status]) => ({
    key: byPath.get(decoded(path.startsWith('/') ? path : `/${path}`)) ?? path,
    error: statusError(status, 'object-store', ''),
  }));
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
