import type { ObjectCapabilities } from '../capabilities.ts';
import { contentTypeOf } from './content-type.ts';
import { DownloadedObject } from './downloaded-object.ts';
import type { CopyObjectOptions } from './objects.ts';
import type { PartMemory } from './part-memory.ts';
import { putObject } from './put-object.ts';
import type { CopyObjectRequest, ObjectDriver } from './storage-driver.ts';
import type { ContentHeaders, PutResult } from './storage-types.ts';

/** A copy of a cloud that cannot copy by itself: the bytes pass through here. */
export async function copyThrough(
  driver: ObjectDriver,
  declared: ObjectCapabilities,
  source: CopyObjectRequest['from'],
  target: CopyObjectRequest['to'] & Pick<CopyObjectRequest, 'metadata'>,
  options: CopyObjectOptions,
  memory: PartMemory,
): Promise<PutResult> {
  const { signal, timeoutMs, ifNoneMatch, ifMatch } = options;
  const conditions = source.ifMatch === undefined ? {} : { ifMatch: source.ifMatch };
  const got = await driver.get(source.bucket, source.key, { signal, timeoutMs, ...conditions });
  const content = new DownloadedObject(got, { verify: true, context: {}, signal });
  const headers = { ...pickHeaders(content.info), ...options.headers };
  const contentType = headers.contentType ?? contentTypeOf(target.key);
  const request = { ...headers, contentType, ifNoneMatch, ifMatch, ...target, metadata: target.metadata ?? content.info.metadata };
  try {
    return await putObject(driver, declared, request, content.body, { signal, timeoutMs, contentLength: content.length }, memory);
  } catch (error) {
    content.cancel();
    throw error;
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
