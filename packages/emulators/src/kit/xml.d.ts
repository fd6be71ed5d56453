/** An element as the emulators read it from a request. Namespaces are dropped, text is kept exactly. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  readonly text: string;
}
/** Parses one document; throws on anything that is not well formed, and on a DOCTYPE. */
export declare function parseXml(text: string): XmlElement;
export declare const child: (element: XmlElement | undefined, name: string) => XmlElement | undefined;
export declare const children: (element: XmlElement | undefined, name: string) => XmlElement[];
export declare const childText: (element: XmlElement | undefined, name: string) => string | undefined;
export declare const escapeXml: (text: string) => string;
//# sourceMappingURL=xml.d.ts.map
