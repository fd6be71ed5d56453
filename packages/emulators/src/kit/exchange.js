const MAX_BUFFERED_BODY = 64 * 1024 * 1024;
/** One request as it arrived: nothing decoded, nothing normalised. Signatures are checked over exactly these bytes. */
export class EmulatorRequest {
  method;
  /** The request target as sent: path and query, still percent-encoded. */
  target;
  /** The target's path, still percent-encoded, dots and doubled slashes kept. */
  path;
  /** The target's query without `?`, still percent-encoded; `''` when there is none. */
  query;
  /** Lower-case names; repeated headers joined with `, `. */
  headers;
  /** Header pairs in the order and case of the wire. */
  rawHeaders;
  stream;
  #body;
  constructor(message) {
    this.method = message.method ?? 'GET';
    this.target = message.url ?? '/';
    const mark = this.target.indexOf('?');
    this.path = mark === -1 ? this.target : this.target.slice(0, mark);
    this.query = mark === -1 ? '' : this.target.slice(mark + 1);
    const pairs = [];
    const headers = Object.create(null);
    for (let i = 0; i + 1 < message.rawHeaders.length; i += 2) {
      const name = message.rawHeaders[i] ?? '';
      const value = message.rawHeaders[i + 1] ?? '';
      pairs.push([name, value]);
      const key = name.toLowerCase();
      headers[key] = headers[key] === undefined ? value : `${headers[key]}, ${value}`;
    }
    this.rawHeaders = pairs;
    this.headers = headers;
    this.stream = message;
  }
  header(name) {
    return this.headers[name.toLowerCase()];
  }
  /** Query pairs in order, decoded once (`+` is a blank only when `plusIsBlank`). */
  queryPairs(plusIsBlank = true) {
    return parsePairs(this.query, plusIsBlank);
  }
  queryValue(name) {
    return this.queryPairs().find(([key]) => key === name)?.[1];
  }
  /** The whole body; rejects past 64 MiB, which only object uploads exceed: those read `stream`. */
  body() {
    this.#body ??= readAll(this.stream);
    return this.#body;
  }
}
/** Decodes `a=b&c=d` into pairs; a name without `=` has the value `''`. */
export function parsePairs(text, plusIsBlank = true) {
  if (text === '') return [];
  const decode = (part) => {
    try {
      return decodeURIComponent(plusIsBlank ? part.replaceAll('+', ' ') : part);
    } catch {
      return part;
    }
  };
  return text
    .split('&')
    .filter((part) => part !== '')
    .map((part) => {
      const equals = part.indexOf('=');
      return equals === -1 ? [decode(part), ''] : [decode(part.slice(0, equals)), decode(part.slice(equals + 1))];
    });
}
async function readAll(stream) {
  const chunks = [];
  let length = 0;
  for await (const chunk of stream) {
    length += chunk.length;
    if (length > MAX_BUFFERED_BODY) throw new Error('emulator: body over 64 MiB read into memory');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
/** An answer with a known body. For streams write to `response` directly. */
export function reply(response, status, headers = {}, body = '') {
  const bytes = typeof body === 'string' ? Buffer.from(body, 'utf8') : body;
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) response.setHeader(name, value);
  }
  const bodiless = status === 204 || status === 304;
  if (!bodiless && !response.hasHeader('content-length') && !response.hasHeader('transfer-encoding')) response.setHeader('Content-Length', bytes.length);
  response.statusCode = status;
  response.end(bodiless || response.req.method === 'HEAD' ? undefined : bytes);
}
export function replyJson(response, status, value, headers = {}) {
  reply(response, status, { 'Content-Type': 'application/json', ...headers }, JSON.stringify(value));
}
//# sourceMappingURL=exchange.js.map
