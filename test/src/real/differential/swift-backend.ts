import { type Ask, ask, type Said } from './wire.ts';

/** A Swift to talk to, and what its answers hold that no other's do. */
export interface SwiftBackend {
  readonly origin: string;
  readonly account: string;
  readonly token: string;
}

export interface SwiftAsk extends Omit<Ask, 'target'> {
  /** Below the account: `/c/o?x=y`. */
  readonly path: string;
  /** Without the token. */
  readonly anonymous?: boolean | undefined;
}

/** What one step of a script was answered, with nothing in it that may differ. */
export interface Step {
  readonly what: string;
  readonly said: Readonly<Record<string, unknown>>;
}

/** Of no meaning to a client, or of the moment. */
const PASSED_OVER = new Set(['date', 'connection', 'keep-alive', 'x-trans-id', 'x-openstack-request-id', 'server', 'transfer-encoding', 'vary']);
/** Only whether they are there. */
const OF_THE_MOMENT = new Set(['last-modified', 'x-timestamp', 'x-put-timestamp', 'expires', 'x-copied-from-last-modified', 'x-backend-timestamp']);

/** The digest of a manifest is over the times of its segments, among others. */
const withoutManifestHash = (row: unknown): unknown =>
  typeof row === 'object' && row !== null && 'slo_etag' in row ? { ...row, hash: 'of the manifest' } : row;

/** Errors of large objects come as their segments were looked at, side by side. */
function inOrder(body: unknown): unknown {
  if (Array.isArray(body)) return body.map(withoutManifestHash);
  const errors = (body as { readonly Errors?: unknown } | null)?.Errors;
  if (!Array.isArray(errors)) return body;
  return { ...(body as object), Errors: errors.map((row) => JSON.stringify(row)).toSorted((a, b) => (a < b ? -1 : 1)) };
}

/** Lists whose order says nothing: the real one makes them of sets. */
const LISTS = new Set(['allow', 'access-control-allow-methods', 'access-control-expose-headers']);

export class SwiftRun {
  readonly steps: Step[] = [];
  readonly #backend: SwiftBackend;
  readonly #prefix: string;

  /** `prefix`: what the names of this run's containers begin with. */
  constructor(backend: SwiftBackend, prefix: string) {
    this.#backend = backend;
    this.#prefix = prefix;
  }

  get account(): string {
    return this.#backend.account;
  }

  get origin(): string {
    return this.#backend.origin;
  }

  /** A container of this run. */
  box(name: string): string {
    return `${this.#prefix}${name}`;
  }

  /** Sends it and keeps what came of it. */
  async send(what: string, given: SwiftAsk): Promise<Said> {
    const said = await this.quietly(given);
    this.steps.push({ what: `${String(this.steps.length).padStart(3, '0')} ${what}`, said: this.#plain(given.method, said) });
    return said;
  }

  /** Sends it and keeps nothing. */
  async quietly({ path, anonymous, headers, ...rest }: SwiftAsk): Promise<Said> {
    const { origin, account, token } = this.#backend;
    return ask(origin, {
      ...rest,
      target: path.startsWith('//') ? path.slice(1) : `/v1/${account}${path}`,
      headers: { ...(anonymous === true ? {} : { 'X-Auth-Token': token }), ...headers },
    });
  }

  #plain(method: string, { status, headers, body }: Said): Readonly<Record<string, unknown>> {
    const shown: Record<string, string> = {};
    for (const [name, value] of Object.entries(headers).toSorted(([a], [b]) => (a < b ? -1 : 1))) {
      if (PASSED_OVER.has(name)) continue;
      const text = this.#text(value);
      shown[name] = OF_THE_MOMENT.has(name)
        ? 'there'
        : LISTS.has(name)
          ? text
              .split(/,\s*/)
              .toSorted((a, b) => (a < b ? -1 : 1))
              .join(', ')
          : text;
    }
    return { status, headers: shown, body: method === 'HEAD' ? '' : this.#body(headers['content-type'] ?? '', body) };
  }

  #body(type: string, body: Buffer): unknown {
    const text = this.#text(body.toString('latin1'));
    if (!type.startsWith('application/json')) return text;
    try {
      return inOrder(JSON.parse(text) as unknown);
    } catch {
      return text;
    }
  }

  #text(text: string): string {
    return text
      .replaceAll(this.#backend.account, 'ACCOUNT')
      .replaceAll(this.#backend.origin.replace(/^https?:\/\//, ''), 'HOST')
      .replaceAll(/Keystone uri="[^"]*"/g, 'Keystone uri')
      .replaceAll(/\b\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\b/g, 'TIME')
      .replaceAll(/tx[0-9a-f]{21}-[0-9a-f]{10}/g, 'TRANSACTION')
      .replaceAll(/\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{6})?/g, 'TIME')
      .replaceAll(/[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT/g, 'DATE')
      .replaceAll(/\b\d{10}\.\d{5}(_[0-9a-f]{16})?/g, 'STAMP')
      .replaceAll(/\b\d{16}(?=[^\d]|$)/g, 'ID')
      .replaceAll(/(boundary=|--)[0-9a-f]{32}/g, '$1BOUNDARY');
  }

  /** Deletes all containers of this run, with what is in them. */
  async clean(): Promise<void> {
    const listed = await this.quietly({ method: 'GET', path: `/?format=json&prefix=${encodeURIComponent(this.#prefix)}` });
    const names = (JSON.parse(listed.body.toString('utf8') || '[]') as readonly { readonly name: string }[]).map(({ name }) => name);
    for (const name of names) {
      const container = `/${encodeURIComponent(name)}`;
      await this.quietly({
        method: 'POST',
        path: container,
        headers: { 'X-Versions-Enabled': 'false', 'X-Remove-Versions-Location': 'x', 'X-Remove-History-Location': 'x' },
      });
      for (let round = 0; round < 20; round += 1) {
        const rows = await this.quietly({ method: 'GET', path: `${container}?format=json&versions` });
        const objects =
          rows.status === 200 ? (JSON.parse(rows.body.toString('utf8')) as readonly { readonly name: string; readonly version_id?: string }[]) : [];
        if (objects.length === 0) break;
        for (const { name: object, version_id: version } of objects) {
          const query = version === undefined || version === 'null' ? '' : `?version-id=${encodeURIComponent(version)}`;
          await this.quietly({ method: 'DELETE', path: `${container}/${object.split('/').map(encodeURIComponent).join('/')}${query}` });
        }
      }
      await this.quietly({ method: 'DELETE', path: container });
    }
  }
}
