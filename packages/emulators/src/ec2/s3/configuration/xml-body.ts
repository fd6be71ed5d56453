import { children, childText, parseXml, type XmlElement } from '../../../kit/xml.ts';
import type { S3Call } from '../call.ts';
import { receive } from '../receive.ts';
import { malformedXml, S3Error } from '../s3-error.ts';

const MAX_BYTES = 1024 * 1024;

/** The request's body; `digest`: these operations insist on Content-MD5 or a checksum. */
export async function configurationBody(call: S3Call, digest: boolean): Promise<Buffer> {
  const received = await receive(call, MAX_BYTES);
  if (digest && !call.isEucalyptus && call.header('content-md5') === undefined && received.checksum === undefined) {
    throw new S3Error(400, 'InvalidRequest', 'Missing required header for this request: Content-MD5 OR x-amz-checksum-*');
  }
  return received.body.toBuffer();
}

/** The root, which must have this name. */
export function rootElement(body: Buffer, name: string): XmlElement {
  let root: XmlElement;
  try {
    root = parseXml(body.toString('utf8'));
  } catch {
    throw malformedXml();
  }
  if (root.name !== name) throw malformedXml();
  return root;
}

/** Text of a child without the blanks around it; undefined when it is not there. */
export const trimmed = (element: XmlElement | undefined, name: string): string | undefined => childText(element, name)?.trim();

/** `<Tag><Key/><Value/></Tag>` wherever they stand. */
export const tagsOf = (element: XmlElement | undefined): (readonly [string, string])[] =>
  children(element, 'Tag').map((item) => [childText(item, 'Key') ?? '', childText(item, 'Value') ?? ''] as const);
