/**
 * A marker of a listing whose keys are percent-encoded. Amazon encodes these, too; radosgw 16 leaves them as they are, and so does Swift's S3 door some of them:
 * `dir/a b+c` would come out as another key. Rows are encoded everywhere: where a page's end is one of them, that is it.
 */
export function markerOf(text: string, lastRow: string | undefined): string {
  const plain = decodedKey(text);
  if (lastRow !== undefined && (text === lastRow || plain === lastRow)) return lastRow;
  // What an encoder would not have left.
  return plain === undefined || !/^[\w\-.~*/%+!'()]*$/.test(text) ? text : plain;
}

/** Amazon writes a blank as `+`, others as `%20`; a plus is `%2B` everywhere. Undefined: it is not percent-encoded UTF-8. */
export function decodedKey(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}

/** The last of them in the order of listings, that of their UTF-8 bytes. */
export function lastName(names: readonly (string | undefined)[]): string | undefined {
  return names
    .filter((one) => one !== undefined)
    .reduce<string | undefined>((a, b) => (a === undefined || Buffer.compare(Buffer.from(a), Buffer.from(b)) < 0 ? b : a), undefined);
}
