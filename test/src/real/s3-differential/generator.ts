import { createHash } from 'node:crypto';
import type { Operation } from './operation.ts';
import type { Random } from './random.ts';

const MIB = 1024 * 1024;
const KEYS = ['a', 'a b+c', 'b', 'dir/', 'dir/one', 'dir/two', 'dir/sub/deep', 'é/ü', '日本', "q?'(x)!*~", 'x', 'z//double', 'z/%41'];
const PREFIXES = ['', '', '', 'a', 'd', 'dir/', 'dir/s', 'z/', 'none'];
const DELIMITERS = ['', '/', '/', 'i', '//'];
const MARKERS = ['', 'a', 'dir/', 'dir/one', 'dir/zzz', 'm', '~'];
const PAGES = ['', '0', '1', '2', '3', '5', '1000'];
const TYPES = ['text/plain', 'application/json', 'text/html; charset=utf-8'];
const ACLS = ['private', 'public-read', 'public-read-write', 'authenticated-read', 'bucket-owner-read', 'nonsense'];
const RANGES = ['bytes=0-0', 'bytes=0-9', 'bytes=3-', 'bytes=-5', 'bytes=0-100000', 'bytes=1000-', 'bytes=100000-200000'];
const MIDNIGHTS = ['Mon, 01 Jan 2001 00:00:00 GMT', 'Fri, 01 Jan 2100 00:00:00 GMT'];

/** Well formed, and no version's. */
const NO_VERSION = 'N'.repeat(32);

const escapeText = (text: string): string => text.replace(/[&<>]/g, (letter) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[letter] ?? letter);
const md5 = (body: Buffer): string => createHash('md5').update(body).digest('hex');

interface Upload {
  readonly symbol: string;
  readonly bucket: string;
  readonly key: string;
  readonly parts: Map<number, { readonly etag: string; readonly size: number }>;
  open: boolean;
}

type Draft = Omit<Operation, 'index'>;

/** Makes up sequences of operations. It remembers enough of what it asked for to ask sensible things, and keeps on asking wrong ones. */
export class Generator {
  readonly #random: Random;
  readonly #buckets: readonly string[];
  readonly #etags: string[] = [];
  readonly #versions: string[] = [];
  readonly #uploads: Upload[] = [];
  #index = 0;
  #token: string | undefined;

  /** `buckets`: the last is the one versions are kept in. */
  constructor(random: Random, buckets: readonly string[]) {
    this.#random = random;
    this.#buckets = buckets;
  }

  next(): Operation {
    const draft = this.#random.weighted<() => Draft>([
      [20, () => this.#put()],
      [14, () => this.#read()],
      [6, () => this.#delete()],
      [6, () => this.#copy()],
      [4, () => this.#deleteMany()],
      [7, () => this.#listV1()],
      [7, () => this.#listV2()],
      [6, () => this.#listVersions()],
      [14, () => this.#multipart()],
      [5, () => this.#acl()],
      [6, () => this.#tagging()],
      [2, () => this.#versioning()],
      [2, () => this.#bucketCall()],
    ])();
    const index = this.#index++;
    return { index, ...draft, query: [...draft.query].sort((a, b) => (a[0] < b[0] ? -1 : 1)) };
  }

  /** A version or a continuation token that both sides told of. */
  learn(symbol: string): void {
    if (symbol.startsWith('{version')) this.#versions.push(symbol);
    else if (symbol.startsWith('{token')) this.#token = symbol;
  }

  #draft(kind: string, method: string, fields: Partial<Draft> = {}): Draft {
    return { kind, method, bucket: this.#random.pick(this.#buckets), key: '', query: [], headers: {}, body: Buffer.alloc(0), ...fields };
  }

  #key(): string {
    return this.#random.pick(KEYS);
  }

  #etag(): string {
    return this.#etags.length === 0 || this.#random.chance(0.3) ? '0'.repeat(32) : this.#random.pick(this.#etags.slice(-6));
  }

  #describing(): Record<string, string> {
    const random = this.#random;
    return {
      ...(random.chance(0.7) ? { 'content-type': random.pick(TYPES) } : {}),
      ...(random.chance(0.3) ? { 'x-amz-meta-color': random.pick(['red', 'a, b', 'x  y']) } : {}),
      ...(random.chance(0.2) ? { 'cache-control': 'max-age=60' } : {}),
      ...(random.chance(0.1) ? { 'content-disposition': 'attachment; filename="x"' } : {}),
      ...(random.chance(0.1) ? { 'content-language': 'de' } : {}),
      ...(random.chance(0.15) ? { 'x-amz-tagging': random.pick(['a=1', 'a=1&b=two%20words']) } : {}),
      ...(random.chance(0.1) ? { 'x-amz-acl': random.pick(ACLS) } : {}),
    };
  }

  #put(): Draft {
    const random = this.#random;
    const body = random.chance(0.15) ? Buffer.alloc(0) : random.bytes(random.below(200));
    this.#etags.push(md5(body));
    const condition = random.weighted<Record<string, string>>([
      [14, {}],
      [2, { 'if-none-match': '*' }],
      [2, { 'if-match': `"${this.#etag()}"` }],
      [1, { 'if-match': '*' }],
    ]);
    const digest = random.weighted<Record<string, string>>([
      [10, {}],
      [4, { 'content-md5': 'right' }],
      [1, { 'content-md5': Buffer.alloc(16).toString('base64') }],
      [1, { 'content-md5': 'rubbish' }],
    ]);
    const draft = this.#draft('put', 'PUT', { key: this.#key(), body });
    // See AVOIDED in the known differences.
    const conditional = draft.bucket !== this.#buckets.at(-1);
    return { ...draft, headers: { ...this.#describing(), ...(conditional && digest['content-md5'] === undefined ? condition : {}), ...digest } };
  }

  #version(probability: number): (readonly [string, string])[] {
    if (this.#versions.length === 0 || !this.#random.chance(probability)) return [];
    return [
      [
        'versionId',
        this.#random.weighted([
          [6, this.#random.pick(this.#versions.slice(-12))],
          [1, 'null'],
          [1, NO_VERSION],
        ]),
      ],
    ];
  }

  #read(): Draft {
    const random = this.#random;
    const headers = random.weighted<Record<string, string>>([
      [8, {}],
      [3, { range: random.pick(RANGES) }],
      [1, { 'if-match': `"${this.#etag()}"` }],
      [1, { 'if-none-match': `"${this.#etag()}"` }],
      [1, { 'if-modified-since': random.pick(MIDNIGHTS) }],
      [1, { 'if-unmodified-since': random.pick(MIDNIGHTS) }],
    ]);
    const query = [...this.#version(0.3), ...(random.chance(0.08) ? [['response-content-type', 'text/override'] as const] : [])];
    const method = random.chance(0.6) ? 'GET' : 'HEAD';
    return this.#draft(method.toLowerCase(), method, { key: this.#key(), headers, query });
  }

  #delete(): Draft {
    return this.#draft('delete', 'DELETE', { key: this.#key(), query: this.#version(0.3) });
  }

  #copy(): Draft {
    const random = this.#random;
    const from = { bucket: random.pick(this.#buckets), key: this.#key() };
    const draft = this.#draft('copy', 'PUT', { key: this.#key() });
    const source = `/${from.bucket}/${from.key.split('/').map(encodeURIComponent).join('/')}`;
    const version = this.#version(0.15)[0];
    // See AVOIDED in the known differences.
    const replace = random.chance(0.4) && (from.bucket !== draft.bucket || from.key !== draft.key);
    const headers = {
      'x-amz-copy-source': version === undefined ? source : `${source}?versionId=${version[1]}`,
      ...(replace
        ? { 'x-amz-metadata-directive': 'REPLACE', 'x-amz-tagging-directive': 'REPLACE', 'content-type': random.pick(TYPES), 'x-amz-meta-copied': 'yes' }
        : {}),
    };
    return { ...draft, headers };
  }

  #deleteMany(): Draft {
    const random = this.#random;
    const keys = new Set(Array.from({ length: 1 + random.below(4) }, () => this.#key()));
    const rows = [...keys].map((key) => {
      const version = this.#version(0.25)[0];
      return `<Object><Key>${escapeText(key)}</Key>${version === undefined ? '' : `<VersionId>${version[1]}</VersionId>`}</Object>`;
    });
    const draft = this.#draft('delete-many', 'POST', { query: [['delete', '']], headers: { 'content-md5': 'right' } });
    // A quiet answer does not tell what markers it has made.
    const quiet = draft.bucket !== this.#buckets.at(-1) && random.chance(0.3) ? '<Quiet>true</Quiet>' : '';
    return { ...draft, body: Buffer.from(random.chance(0.1) ? '<Delete><Object>' : `<Delete>${quiet}${rows.join('')}</Delete>`) };
  }

  #listing(marker: string): (readonly [string, string])[] {
    const random = this.#random;
    const query: [string, string][] = [];
    const add = (name: string, value: string): void => {
      if (value !== '') query.push([name, value]);
    };
    add('prefix', random.pick(PREFIXES));
    add('delimiter', random.pick(DELIMITERS));
    add('max-keys', random.chance(0.5) ? random.pick(PAGES) : '');
    add(marker, random.chance(0.3) ? random.pick(MARKERS) : '');
    if (random.chance(0.3)) add('encoding-type', 'url');
    return query;
  }

  #listV1(): Draft {
    return this.#draft('list-v1', 'GET', { query: this.#listing('marker') });
  }

  #listV2(): Draft {
    const token = this.#token !== undefined && this.#random.chance(0.5) ? this.#token : undefined;
    this.#token = undefined;
    const symbol = `{token:${this.#index}}`;
    const query = [...this.#listing('start-after'), ['list-type', '2'] as const, ...(this.#random.chance(0.3) ? [['fetch-owner', 'true'] as const] : [])];
    const fields = {
      query: token === undefined ? query : [...query, ['continuation-token', token] as const],
      keeps: { symbol, element: 'NextContinuationToken' },
    };
    return this.#draft('list-v2', 'GET', fields);
  }

  #listVersions(): Draft {
    const listing = this.#listing('key-marker').filter(([name, value]) => name !== 'key-marker' || !KEYS.includes(value));
    const query = [...listing, ['versions', ''] as const];
    return this.#draft('list-versions', 'GET', { query });
  }

  #multipart(): Draft {
    const random = this.#random;
    const open = this.#uploads.filter((upload) => upload.open).slice(-3);
    if (open.length === 0 || random.chance(0.2)) {
      const symbol = `{upload:${this.#index}}`;
      const draft = this.#draft('create-upload', 'POST', {
        key: this.#key(),
        query: [['uploads', '']],
        headers: this.#describing(),
        keeps: { symbol, element: 'UploadId' },
      });
      const refused = draft.headers['x-amz-acl'] === 'nonsense';
      if (!refused) this.#uploads.push({ symbol, bucket: draft.bucket, key: draft.key, parts: new Map(), open: true });
      return draft;
    }
    const upload = random.pick(open);
    const place = { bucket: upload.bucket, key: upload.key };
    return random.weighted<() => Draft>([
      [6, () => this.#uploadPart(upload, place)],
      [3, () => this.#complete(upload, place)],
      [1, () => this.#abort(upload, place)],
      [2, () => this.#listParts(upload, place)],
      [2, () => this.#listUploads()],
    ])();
  }

  #uploadPart(upload: Upload, place: { bucket: string; key: string }): Draft {
    const random = this.#random;
    const number = 1 + random.below(3);
    const size = random.chance(0.25) ? 5 * MIB : random.below(100);
    const body = size > 1000 ? Buffer.alloc(size, random.below(256)) : random.bytes(size);
    upload.parts.set(number, { etag: md5(body), size });
    return this.#draft('upload-part', 'PUT', {
      ...place,
      query: [
        ['partNumber', String(number)],
        ['uploadId', upload.symbol],
      ],
      body,
    });
  }

  #complete(upload: Upload, place: { bucket: string; key: string }): Draft {
    const random = this.#random;
    const listed = [...upload.parts].sort((a, b) => a[0] - b[0]).map(([number, { etag }]) => ({ number, etag }));
    const wrong = random.weighted([
      [6, 'none'],
      [1, 'etag'],
      [1, 'missing'],
      [1, 'empty'],
      [1, 'xml'],
    ]);
    if (wrong === 'etag' && listed[0] !== undefined) listed[0].etag = '0'.repeat(32);
    if (wrong === 'missing') listed.push({ number: 9, etag: '1'.repeat(32) });
    const rows = wrong === 'empty' ? [] : listed.map(({ number, etag }) => `<Part><PartNumber>${number}</PartNumber><ETag>"${etag}"</ETag></Part>`);
    const body = Buffer.from(wrong === 'xml' ? '<CompleteMultipart' : `<CompleteMultipartUpload>${rows.join('')}</CompleteMultipartUpload>`);
    const sizes = [...upload.parts].sort((a, b) => a[0] - b[0]).map(([, { size }]) => size);
    const fits = sizes.length > 0 && sizes.slice(0, -1).every((size) => size >= 5 * MIB);
    if (wrong === 'none' && fits) {
      upload.open = false;
      const all = createHash('md5');
      for (const { etag } of listed) all.update(Buffer.from(etag, 'hex'));
      this.#etags.push(`${all.digest('hex')}-${listed.length}`);
    }
    return this.#draft('complete-upload', 'POST', { ...place, query: [['uploadId', upload.symbol]], body });
  }

  #abort(upload: Upload, place: { bucket: string; key: string }): Draft {
    upload.open = false;
    return this.#draft('abort-upload', 'DELETE', { ...place, query: [['uploadId', upload.symbol]] });
  }

  #listParts(upload: Upload, place: { bucket: string; key: string }): Draft {
    const query: [string, string][] = [['uploadId', upload.symbol]];
    if (this.#random.chance(0.4)) query.push(['max-parts', this.#random.pick(['1', '2', '1000'])]);
    if (this.#random.chance(0.3)) query.push(['part-number-marker', this.#random.pick(['0', '1', '2', '5'])]);
    return this.#draft('list-parts', 'GET', { ...place, query });
  }

  #listUploads(): Draft {
    const random = this.#random;
    const query: [string, string][] = [['uploads', '']];
    const [prefix, delimiter] = [random.pick(PREFIXES), random.pick(['', '', '/'])];
    if (prefix !== '') query.push(['prefix', prefix]);
    if (delimiter !== '') query.push(['delimiter', delimiter]);
    return this.#draft('list-uploads', 'GET', { query });
  }

  #acl(): Draft {
    const random = this.#random;
    const key = random.chance(0.7) ? this.#key() : '';
    const query = [['acl', ''] as const, ...(key === '' ? [] : this.#version(0.2))];
    if (random.chance(0.5)) return this.#draft('get-acl', 'GET', { key, query });
    return this.#draft('put-acl', 'PUT', { key, query, headers: { 'x-amz-acl': random.pick(ACLS) } });
  }

  #tagging(): Draft {
    const random = this.#random;
    const key = random.chance(0.75) ? this.#key() : '';
    const query = [['tagging', ''] as const, ...(key === '' ? [] : this.#version(0.2))];
    const method = random.pick(['GET', 'PUT', 'PUT', 'DELETE']);
    if (method !== 'PUT') return this.#draft(`${method.toLowerCase()}-tagging`, method, { key, query });
    const tags = Array.from(
      { length: random.pick([0, 1, 2, 11]) },
      (_, index) => `<Tag><Key>k${index}</Key><Value>${random.pick(['v', 'a b', ''])}</Value></Tag>`,
    );
    const body = Buffer.from(random.chance(0.1) ? '<Tagging><TagSet>' : `<Tagging><TagSet>${tags.join('')}</TagSet></Tagging>`);
    return this.#draft('put-tagging', 'PUT', { key, query, body, headers: { 'content-md5': 'right' } });
  }

  #versioning(): Draft {
    const bucket = this.#buckets.at(-1) ?? '';
    if (this.#random.chance(0.4)) return this.#draft('get-versioning', 'GET', { query: [['versioning', '']] });
    const status = this.#random.pick(['Enabled', 'Enabled', 'Suspended']);
    const body = Buffer.from(`<VersioningConfiguration><Status>${status}</Status></VersioningConfiguration>`);
    return this.#draft('put-versioning', 'PUT', { bucket, query: [['versioning', '']], body, headers: { 'content-md5': 'right' } });
  }

  #bucketCall(): Draft {
    return this.#random.pick<() => Draft>([
      () => this.#draft('head-bucket', 'HEAD'),
      () => this.#draft('missing-bucket', 'GET', { bucket: 'no-such-bucket-anywhere' }),
      () => this.#draft('missing-bucket', 'PUT', { bucket: 'no-such-bucket-anywhere', key: 'k', body: Buffer.from('x') }),
      () => this.#draft('bad-bucket-name', 'PUT', { bucket: 'Ab' }),
      () => this.#draft('delete-full-bucket', 'DELETE', { bucket: this.#buckets[0] ?? '' }),
    ])();
  }
}
