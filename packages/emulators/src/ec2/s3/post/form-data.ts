import { S3Error } from '../s3-error.ts';

export interface FormData {
  /** In the order of the form, names in lower case; what stands behind the file is left out, as by the servers. */
  readonly fields: readonly (readonly [name: string, value: string])[];
  readonly file: { readonly name: string; readonly type: string | undefined; readonly bytes: Buffer } | undefined;
}

const malformed = (): S3Error => new S3Error(400, 'MalformedPOSTRequest', 'The body of your POST request is not well-formed multipart/form-data.');

const parameter = (header: string, name: string): string | undefined => {
  const match = new RegExp(`(?:^|;)\\s*${name}=(?:"((?:[^"\\\\]|\\\\.)*)"|([^;]*))`, 'i').exec(header);
  return match === null ? undefined : (match[1]?.replace(/\\(.)/g, '$1') ?? match[2]?.trim());
};

/** Takes `multipart/form-data` apart (RFC 7578). */
export function parseFormData(contentType: string, body: Buffer): FormData {
  const boundary = parameter(contentType, 'boundary');
  if (boundary === undefined || boundary === '') throw malformed();
  const mark = Buffer.from(`--${boundary}`);
  const fields: (readonly [string, string])[] = [];
  let at = body.indexOf(mark);
  if (at === -1) throw malformed();
  for (;;) {
    at += mark.length;
    if (body.toString('latin1', at, at + 2) === '--') return { fields, file: undefined };
    const headEnd = body.indexOf('\r\n\r\n', at);
    const end = headEnd === -1 ? -1 : body.indexOf(Buffer.concat([Buffer.from('\r\n'), mark]), headEnd + 2);
    if (headEnd === -1 || end === -1) throw malformed();
    const head = new Map(
      body
        .toString('utf8', at, headEnd)
        .split('\r\n')
        .filter((line) => line.includes(':'))
        .map((line) => [line.slice(0, line.indexOf(':')).trim().toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
    );
    const disposition = head.get('content-disposition') ?? '';
    const name = parameter(disposition, 'name')?.toLowerCase();
    if (name === undefined) throw malformed();
    const bytes = body.subarray(headEnd + 4, end);
    if (name === 'file') return { fields, file: { name: parameter(disposition, 'filename') ?? '', type: head.get('content-type'), bytes } };
    fields.push([name, bytes.toString('utf8')]);
    at = end + 2;
  }
}
