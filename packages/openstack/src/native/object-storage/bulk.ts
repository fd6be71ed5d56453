import { asText, type BodySource, bodyOf, bytesBody, type CallOptions, encodePath, encodePathSegment, parseJson, unexpectedBody } from '@portolan/core/driver';
import { statusError } from '../../errors.ts';
import { objectPath } from '../../storage/objects/paths.ts';
import type { BulkWire } from '../../storage/objects/wire.ts';
import { given } from '../refs.ts';
import type { NativeCall, ServiceCalls } from '../service-calls.ts';
import { pathOf } from './containers.ts';

export interface BulkDeleteResult {
  readonly deleted: number;
  readonly notFound: number;
  readonly failures: readonly BulkFailure[];
}

export interface BulkFailure {
  /** `/container/name`, decoded. */
  readonly path: string;
  /** `409 Conflict`: as Swift says it. */
  readonly status: string;
}

export interface ExtractResult {
  readonly created: number;
  readonly failures: readonly BulkFailure[];
}

/** What is to be deleted: an object, or an empty container. */
export type BulkTarget = { readonly container: string; readonly name?: string | undefined };

export type ArchiveFormat = 'tar' | 'tar.gz' | 'tar.bz2';

interface ExtractWire extends BulkWire {
  readonly 'Number Files Created'?: number;
}

const DEFAULT_BATCH = 1_000;

/** Many at once. Swift answers 200 whatever happened and says in the body what did; that is read here. */
export class SwiftBulk {
  readonly #calls: ServiceCalls;
  /** The most names of one request, where Swift says so. */
  readonly #batchSize: (options: CallOptions) => Promise<number | undefined>;

  constructor(calls: ServiceCalls, batchSize: (options: CallOptions) => Promise<number | undefined>) {
    this.#calls = calls;
    this.#batchSize = batchSize;
  }

  /** As many as there are, in as few requests as the cloud takes. Absent is success, and counted. What failed is told, not thrown. */
  async delete(targets: Iterable<BulkTarget> | AsyncIterable<BulkTarget>, options: CallOptions = {}): Promise<BulkDeleteResult> {
    const size = (await this.#batchSize(options)) ?? DEFAULT_BATCH;
    const total = { deleted: 0, notFound: 0, failures: [] as BulkFailure[] };
    let batch: string[] = [];
    const send = async (): Promise<void> => {
      const report = await this.#deleteBatch(batch, options);
      batch = [];
      total.deleted += report.deleted;
      total.notFound += report.notFound;
      total.failures.push(...report.failures);
    };
    for await (const { container, name } of targets) {
      batch.push(name === undefined ? pathOf(container) : objectPath(given(container, 'container'), given(name, 'name')));
      if (batch.length >= size) await send();
    }
    if (batch.length > 0) await send();
    return total;
  }

  /**
   * Unpacks an archive: its files become objects. Without a container each path's first part is one, made when it is not there.
   * Files alone count; extended attributes `user.meta.*` become metadata.
   */
  async extract(
    archive: BodySource,
    format: ArchiveFormat,
    options: CallOptions & { readonly container?: string | undefined; readonly prefix?: string | undefined; readonly contentLength?: number | undefined } = {},
  ): Promise<ExtractResult> {
    const { container, prefix = '', contentLength } = options;
    const path = container === undefined ? '' : `/${encodePathSegment(container)}${prefix === '' ? '' : `/${encodePath(prefix)}`}`;
    const body = bodyOf(archive, contentLength === undefined ? {} : { length: contentLength });
    const call = { method: 'PUT', path, query: { 'extract-archive': format }, body, operation: 'ExtractArchive' } as const;
    const report = await this.#report<ExtractWire>(call, options);
    const failures = failuresOf(report);
    if (failures.length === 0) this.#assertDone(report, call);
    return { created: report['Number Files Created'] ?? 0, failures };
  }

  async #deleteBatch(paths: readonly string[], options: CallOptions): Promise<BulkDeleteResult> {
    const body = bytesBody(Buffer.from(paths.map((path) => `${path}\n`).join(''), 'utf8'));
    const query = { 'bulk-delete': 'true' };
    const call: NativeCall = {
      method: 'POST',
      path: '',
      query,
      headers: { 'Content-Type': 'text/plain' },
      body,
      idempotent: true,
      operation: 'BulkDelete',
    };
    const report = await this.#report<BulkWire>(call, options);
    const failures = failuresOf(report);
    if (failures.length === 0) this.#assertDone(report, call);
    return { deleted: report['Number Deleted'] ?? 0, notFound: report['Number Not Found'] ?? 0, failures };
  }

  /** Blanks come first: Swift sends them while it works, so that nobody hangs up. */
  async #report<T extends BulkWire>(call: NativeCall, options: CallOptions): Promise<T> {
    const { body, status, headers } = await this.#calls.read(call, options, asText());
    const report = parseJson(body.trim(), { status, contentType: headers['content-type'] }) as T;
    if (typeof report?.['Response Status'] !== 'string')
      throw unexpectedBody('it is no report of a bulk call', { status }).inContext(this.#calls.contextOf(call));
    return report;
  }

  /** The whole may fail without naming anybody. 404: none of them was there. */
  #assertDone(report: BulkWire, call: NativeCall): void {
    const status = report['Response Status'] ?? '';
    if (!/^(2|404)/.test(status)) throw statusError(status, 'object-store', report['Response Body'] ?? '').inContext(this.#calls.contextOf(call));
  }
}

const failuresOf = (report: BulkWire): BulkFailure[] => (report.Errors ?? []).map(([path, status]) => ({ path: decoded(path), status }));

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
