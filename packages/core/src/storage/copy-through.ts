import type { ObjectCapabilities } from '../capabilities.ts';
import { contentTypeOf } from './content-type.ts';
import { DownloadedObject } from './downloaded-object.ts';
import type { ObjectAccess } from './object-access.ts';
import type { CopyObjectOptions } from './objects.ts';
import { putObject } from './put-object.ts';
import type { CopyObjectRequest, ObjectDriver } from './storage-driver.ts';
import type { ContentHeaders, PutResult } from './storage-types.ts';

const HELD_BYTES = 64 * 1024 * 1024;

/** A copy of a cloud that cannot copy by itself: the bytes pass through here. */
export async function copyThrough(
  driver: ObjectDriver,
  declared: ObjectCapabilities,
  source: CopyObjectRequest['from'],
  target: CopyObjectRequest['to'] & Pick<CopyObjectRequest, 'metadata'>,
  options: CopyObjectOptions,
  { memory, streams }: Pick<ObjectAccess, 'memory' | 'streams'>,
): Promise<PutResult> {
  const { signal, timeoutMs, ifNoneMatch, ifMatch } = options;
  const conditions = source.ifMatch === undefined ? {} : { ifMatch: source.ifMatch };
  const leave = await streams?.enter(signal);
  try {
    const got = await driver.get(source.bucket, source.key, { signal, timeoutMs, ...conditions });
    const content = new DownloadedObject(got, { verify: true, context: {}, signal });
    const headers = { ...pickHeaders(content.info), ...options.headers };
    const contentType = headers.contentType ?? contentTypeOf(target.key);
    const request = { ...headers, contentType, ifNoneMatch, ifMatch, ...target, metadata: target.metadata ?? content.info.metadata };
    try {
      // Over one connection nothing can be read and written at the same time.
      const body = streams === undefined && content.length <= HELD_BYTES ? await content.bytes() : content.body;
      return await putObject(driver, declared, request, body, { signal, timeoutMs, contentLength: content.length }, memory);
    } catch (error) {
      content.cancel();
      throw error;
    }
  } finally {
    leave?.();
  }
}

/** The content headers among other things. */
export function pickHeaders(from: ContentHeaders): ContentHeaders {
  const { contentType, cacheControl, contentDisposition, contentEncoding, contentLanguage } = from;
  return {
    ...(contentType === undefined ? {} : { contentType }),
    ...(cacheControl === undefined ? {} : { cacheControl }),
    ...(contentDisposition === undefined ? {} : { contentDisposition }),
    ...(contentEncoding === undefined ? {} : { contentEncoding }),
    ...(contentLanguage === undefined ? {} : { contentLanguage }),
  };
}
