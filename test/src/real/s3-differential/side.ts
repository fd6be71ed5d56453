import { createHash, createHmac } from 'node:crypto';
import { Agent, request as httpRequest } from 'node:http';

/** One of the two servers, and what was seen there: ids differ, so requests name them by symbols such as `{version:7}`. */
export interface SideOptions {
  readonly name: string;
  readonly origin: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

export interface SideRequest {
  readonly method: string;
  readonly bucket: string;
  readonly key: string;
  readonly query: readonly (readonly [name: string, value: string])[];
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export interface SideAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

const sha = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex');
const mac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

const encode = (text: string): string => encodeURIComponent(text).replace(/[!'()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`);

/** Sends requests signed with version 4, by code of its own. */
export class Side {
  readonly name: string;
  /** Symbol → what stands for it here. */
  readonly symbols: Map<string, string> = new Map();
  readonly #options: SideOptions;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 });

  constructor(options: SideOptions) {
    this.name = options.name;
    this.#options = options;
  }

  close(): void {
    this.#agent.destroy();
  }

  resolve(text: string): string {
    return text.replace(/\{(?:version|upload|token):\d+\}/g, (symbol) => this.symbols.get(symbol) ?? symbol);
  }

  /** The other way round: ids of this side become their symbols. */
  symbolise(text: string): string {
    for (const [symbol, value] of this.symbols) if (value === text && !symbol.startsWith('{token')) return symbol;
    return text;
  }

  send(asked: SideRequest): Promise<SideAnswer> {
    const url = new URL(this.#options.origin);
    const path = `/${[asked.bucket, ...(asked.key === '' ? [] : asked.key.split('/').map(encode))].join('/')}`;
    const pairs = asked.query.map(([name, value]) => [encode(name), encode(this.resolve(value))] as const);
    const body = Buffer.from(asked.body);
    const text = body.length < 100_000 ? Buffer.from(this.resolve(body.toString('latin1')), 'latin1') : body;
    const headers = this.#signed(asked, url.host, path, pairs, text);
    const target = pairs.length === 0 ? path : `${path}?${pairs.map(([name, value]) => (value === '' ? name : `${name}=${value}`)).join('&')}`;
    return new Promise((resolve, reject) => {
      const request = httpRequest(
        { host: url.hostname, port: url.port, method: asked.method, path: target, headers, agent: this.#agent, timeout: 30_000 },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () =>
            resolve({ status: response.statusCode ?? 0, headers: response.headers as Record<string, string>, body: Buffer.concat(chunks) }),
          );
        },
      );
      request.on('timeout', () => request.destroy(new Error(`${this.name}: no answer to ${asked.method} ${target}`)));
      request.on('error', reject);
      request.end(text);
    });
  }

  #signed(asked: SideRequest, host: string, path: string, pairs: readonly (readonly [string, string])[], body: Buffer): Record<string, string> {
    const { accessKeyId, secretAccessKey, region } = this.#options;
    const time = new Date().toISOString().replace(/[:-]|\.\d{3}/g, '');
    const resolved = Object.fromEntries(Object.entries(asked.headers).map(([name, value]) => [name, this.resolve(value)]));
    // A digest is of the body as it is sent here, with this side's ids in it.
    if (resolved['content-md5'] === 'right') resolved['content-md5'] = createHash('md5').update(body).digest('base64');
    const headers: Record<string, string> = { ...resolved, host, 'x-amz-date': time, 'x-amz-content-sha256': sha(body) };
    const names = Object.keys(headers).sort();
    const query = pairs.map(([name, value]) => `${name}=${value}`).sort((a, b) => (a < b ? -1 : 1));
    const canonical = [
      asked.method,
      path,
      query.join('&'),
      ...names.map((name) => `${name}:${headers[name]?.trim().replace(/ +/g, ' ')}`),
      '',
      names.join(';'),
      sha(body),
    ].join('\n');
    const scope = [time.slice(0, 8), region, 's3', 'aws4_request'];
    const key = scope.reduce<string | Buffer>((from, part) => mac(from, part), `AWS4${secretAccessKey}`);
    const signature = mac(key, ['AWS4-HMAC-SHA256', time, scope.join('/'), sha(canonical)].join('\n')).toString('hex');
    headers['authorization'] = `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${scope.join('/')}, SignedHeaders=${names.join(';')}, Signature=${signature}`;
    headers['content-length'] = String(body.length);
    return headers;
  }
}
