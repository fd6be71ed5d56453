import { type ParseXmlOptions, parseXml, type XmlDocument } from '../codec/xml.ts';
import { readXmlList, type XmlList, type XmlListOptions } from '../codec/xml-list.ts';
import type { XmlNode } from '../codec/xml-node.ts';
import { asText, type BodyReader, type ReadOptions, unpacked } from './read-body.ts';

/** An XML document of one thing, or of few. */
export function asXml(options: ParseXmlOptions & ReadOptions): BodyReader<XmlDocument> {
  const read = asText(options);
  return async (response) => parseXml(await read(response), { ...options, status: response.status, contentType: response.headers['content-type'] });
}

/** A listing in XML, however long, mapped item by item while it arrives. */
export function asXmlList<T>(options: XmlListOptions, map: (item: XmlNode, path: string) => T): BodyReader<XmlList<T>> {
  return async (response) => {
    const body = unpacked(response);
    try {
      return await readXmlList(body, { ...options, status: response.status, contentType: response.headers['content-type'] }, map);
    } finally {
      body.destroy();
    }
  };
}
