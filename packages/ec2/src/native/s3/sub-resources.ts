import { type CallOptions, CloudError, isCloudError } from '@portolan/core/driver';
import type { S3Client, S3Request } from '../../client.ts';
import type { S3Operation, S3Table } from '../table.ts';

/** The part of an address that says what of a bucket or an object is meant: `lifecycle`, `tagging`. */
export const subResourceOf = ({ always }: S3Operation): string | undefined => Object.keys(always ?? {})[0];

/** Everybody has these. */
const EVERYWHERE: ReadonlySet<string> = new Set(['acl', 'delete', 'uploads', 'versioning', 'list-type']);
const HEAD_BYTES = 4096;

export const ignored = (subResource: string, harm = ''): CloudError =>
  new CloudError('unsupported', `this server takes no notice of ?${subResource}${harm}`, { outcome: 'not-done' });

/**
 * Servers that do not know a part of an address leave it out, and do what is left: Swift's S3 door takes DELETE `/bucket?lifecycle` for a wish to delete
 * the bucket, and PUT `/bucket/key?retention` for one to replace the object with the document. So it is read first, once for each part and server:
 * an answer that is the bucket's listing, or the object itself, tells. Not on Amazon, which has them all.
 */
export class SubResources {
  readonly #client: S3Client;
  readonly #ignored = new Map<string, boolean>();

  constructor(client: S3Client) {
    this.#client = client;
  }

  async assertKnown(operation: S3Operation, request: S3Request, table: S3Table, options: CallOptions): Promise<void> {
    const { method, on } = operation;
    const name = subResourceOf(operation);
    if (name === undefined || EVERYWHERE.has(name) || this.#client.endpoint.regional || (method !== 'PUT' && method !== 'DELETE')) return;
    const reading = Object.values(table).find((one) => one.method === 'GET' && one.on === on && subResourceOf(one) === name);
    if (reading === undefined) return;
    const kind = `${on} ${name}`;
    const known = this.#ignored.get(kind);
    const takesNoNotice = known ?? (await this.#asks(name, reading, request, options));
    this.#ignored.set(kind, takesNoNotice);
    if (takesNoNotice) throw ignored(name, `, and would ${method === 'DELETE' ? 'delete' : on === 'bucket' ? 'make' : 'replace'} the ${on} itself`);
  }

  async #asks(name: string, reading: S3Operation, { bucket, key, query }: S3Request, options: CallOptions): Promise<boolean> {
    const versionId = (query as Readonly<Record<string, string>> | undefined)?.['versionId'];
    const ask: S3Request = { operation: `Get ${name}`, method: 'GET', bucket, key, query: { [name]: '', ...(versionId === undefined ? {} : { versionId }) } };
    try {
      const { body } = await this.#client.stream(ask, options);
      const chunks: Buffer[] = [];
      let size = 0;
      // Leaving the loop ends the download: it may be an object of any size.
      for await (const chunk of body as AsyncIterable<Buffer>) {
        chunks.push(chunk);
        size += chunk.byteLength;
        if (size >= HEAD_BYTES) break;
      }
      return isSomethingElse(Buffer.concat(chunks).toString('utf8'), reading);
    } catch (error) {
      if (!isCloudError(error)) throw error;
      // Nothing set so far (`NoSuchLifecycleConfiguration`), not implemented or not allowed: it was understood. No such object: what is to be written would become one.
      const understood =
        error.code === 'unsupported' || error.code === 'permission-denied' || (error.code === 'not-found' && isOfSubResource(error.providerCode));
      if (understood) return false;
      throw error;
    }
  }
}

const isOfSubResource = (code: string | undefined): boolean => code !== undefined && !/^NoSuch(?:Bucket|Key|Version)$/.test(code);

const LISTING = 'ListBucketResult';
/** radosgw 16 has a name of its own for the first; of the second Amazon's reference says one and its servers the other. */
const ALSO_CALLED: Readonly<Record<string, readonly string[]>> = {
  PublicAccessBlockConfiguration: ['BlockPublicAccessBlockConfiguration'],
  GetObjectAttributesResponse: ['GetObjectAttributesOutput'],
};

/** What a document may be called. */
export const namesOf = (root: string): readonly string[] => [root, ...(ALSO_CALLED[root] ?? [])];

/** Whether it is the bucket's listing, or the object itself, instead of the part of it that was asked for. */
export function isSomethingElse(text: string, { on, result }: S3Operation): boolean {
  const root = /^\s*(?:<\?[^>]*>\s*)?<(?:\w+:)?(\w+)/.exec(text)?.[1];
  const wanted = (result as readonly [string, unknown] | undefined)?.[0];
  if (on === 'bucket') return root === LISTING && wanted !== LISTING;
  // An error may come with a 200.
  return on === 'object' && text.trim() !== '' && root !== 'Error' && !(wanted !== undefined && root !== undefined && namesOf(wanted).includes(root));
}
