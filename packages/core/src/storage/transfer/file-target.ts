import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, lstat, open, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CloudError } from '../../errors/cloud-error.ts';
import { withContext } from '../../errors/with-context.ts';
import { contentTypeOf } from '../content-type.ts';
import type { MultipartUpload, UploadedPart } from '../storage-driver.ts';
import type { PartBounds, PartWriter, SourceFacts, Target, Written } from './ends.ts';
import { partRange } from './move-object.ts';

const BOUNDS: PartBounds = { minPartBytes: 1, maxPartBytes: 1024 ** 3, maxParts: 1_000_000 };
const ID = /^[0-9a-f]{16}$/;

/** A file being written: under another name beside it until it is whole. What was there before stays until then. */
export class FileTarget implements Target {
  readonly parts: PartBounds = BOUNDS;
  readonly resumesStreams = false;
  readonly #path: string;
  /** Makes the folders above it. */
  readonly #prepare: () => Promise<void>;

  constructor(path: string, prepare: () => Promise<void>) {
    this.#path = path;
    this.#prepare = prepare;
  }

  async ready(): Promise<void> {
    await this.#run(undefined, this.#prepare);
  }

  async put(bytes: Buffer, facts: SourceFacts, signal: AbortSignal): Promise<Written> {
    return this.#atOnce(facts, signal, (handle) => handle.writeFile(bytes, { signal }));
  }

  async putStream(open: () => Readable, facts: SourceFacts, signal: AbortSignal): Promise<Written> {
    return this.#atOnce(facts, signal, (handle) => pipeline(open(), handle.createWriteStream({ autoClose: false }), { signal }));
  }

  async begin(facts: SourceFacts, partBytes: number, signal: AbortSignal): Promise<PartWriter> {
    return this.#run(signal, async () => {
      const upload: MultipartUpload = { bucket: '', key: this.#path, id: randomBytes(8).toString('hex') };
      const partial = partialOf(upload);
      const [file, journal] = [await open(partial, 'wx+'), await open(`${partial}s`, 'wx')];
      return new FileParts({ upload, file, journal, partial, partBytes, facts, have: new Map() });
    });
  }

  async resume(upload: MultipartUpload, facts: SourceFacts, partBytes: number, signal: AbortSignal): Promise<PartWriter | undefined> {
    if (upload.key !== this.#path || !ID.test(upload.id)) return undefined;
    const partial = partialOf(upload);
    if (!(await isFile(partial)) || !(await isFile(`${partial}s`))) return undefined;
    return this.#run(signal, async () => {
      const file = await open(partial, 'r+');
      const have = await stored(file, await readFile(`${partial}s`, 'utf8'), partBytes, facts.sizeBytes, signal);
      return new FileParts({ upload, file, journal: await open(`${partial}s`, 'a'), partial, partBytes, facts, have });
    });
  }

  async abandon(upload: MultipartUpload): Promise<void> {
    if (upload.key !== this.#path || !ID.test(upload.id)) return;
    await remove(partialOf(upload));
  }

  async #atOnce(facts: SourceFacts, signal: AbortSignal, write: (handle: FileHandle) => Promise<void>): Promise<Written> {
    return this.#run(signal, async () => {
      const partial = partialOf({ key: this.#path, id: randomBytes(8).toString('hex') });
      const handle = await open(partial, 'wx');
      try {
        try {
          await write(handle);
        } finally {
          await handle.close();
        }
        signal.throwIfAborted();
        await rename(partial, this.#path);
      } catch (error) {
        await rm(partial, { force: true });
        throw error;
      }
      return { sizeBytes: facts.sizeBytes, dropped: droppedBy(this.#path, facts) };
    });
  }

  #run<T>(signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
    return withContext({ operation: 'storage.download', target: this.#path }, signal, work);
  }
}

/** Names have 255 bytes at most: of a long one, its beginning. */
const MOST_NAME_BYTES = 200;

function partialOf({ key, id }: Pick<MultipartUpload, 'key' | 'id'>): string {
  const name = basename(key);
  const bytes = Buffer.from(name);
  const begin =
    bytes.byteLength <= MOST_NAME_BYTES
      ? name
      : bytes
          .subarray(0, MOST_NAME_BYTES)
          .toString('utf8')
          .replace(/\ufffd$/, '');
  return join(dirname(key), `${begin}.${id}.part`);
}

/** What a file cannot have besides its bytes; a type that its name tells is not lost. */
function droppedBy(path: string, facts: SourceFacts): readonly string[] {
  const { contentType } = facts;
  return [
    ...(contentType === undefined || contentType === contentTypeOf(path) ? [] : ['contentType']),
    ...(['cacheControl', 'contentDisposition', 'contentEncoding', 'contentLanguage'] as const).filter((name) => facts[name] !== undefined),
    ...(Object.keys(facts.metadata).length === 0 ? [] : ['metadata']),
  ];
}

async function remove(partial: string): Promise<void> {
  await rm(partial, { force: true });
  await rm(`${partial}s`, { force: true });
}

/** Not through a link: somebody may have put one there meanwhile. */
const isFile = async (path: string): Promise<boolean> =>
  lstat(path).then(
    (found) => found.isFile(),
    () => false,
  );

/** Parts that the journal names and whose bytes are what it says. */
async function stored(
  file: FileHandle,
  journal: string,
  partBytes: number,
  sizeBytes: number,
  signal: AbortSignal,
): Promise<ReadonlyMap<number, UploadedPart>> {
  const have = new Map<number, UploadedPart>();
  const buffer = Buffer.allocUnsafeSlow(Math.min(partBytes, 1024 * 1024));
  for (const line of journal.split('\n')) {
    const [, digits = '', md5 = ''] = /^(\d{1,7}) ([0-9a-f]{32})$/.exec(line) ?? [];
    const number = Number(digits);
    if (number < 1 || (number - 1) * partBytes >= sizeBytes) continue;
    const { start, bytes } = partRange(number, partBytes, sizeBytes);
    const hash = createHash('md5');
    let read = 0;
    while (read < bytes) {
      signal.throwIfAborted();
      const { bytesRead } = await file.read(buffer, 0, Math.min(buffer.byteLength, bytes - read), start + read);
      if (bytesRead === 0) break;
      hash.update(buffer.subarray(0, bytesRead));
      read += bytesRead;
    }
    if (read === bytes && hash.digest('hex') === md5) have.set(number, { number, etag: md5, sizeBytes: bytes, md5 });
  }
  return have;
}

interface FilePartsPlan {
  readonly upload: MultipartUpload;
  readonly file: FileHandle;
  readonly journal: FileHandle;
  readonly partial: string;
  readonly partBytes: number;
  readonly facts: SourceFacts;
  readonly have: ReadonlyMap<number, UploadedPart>;
}

/** Parts are written where they belong, in any order; a journal beside the file says which are there. */
class FileParts implements PartWriter {
  readonly checks: boolean = false;
  readonly upload: MultipartUpload;
  readonly have: ReadonlyMap<number, UploadedPart>;
  readonly #plan: FilePartsPlan;
  #journaled: Promise<unknown> = Promise.resolve();

  constructor(plan: FilePartsPlan) {
    this.#plan = plan;
    this.upload = plan.upload;
    this.have = plan.have;
  }

  async put(number: number, bytes: Buffer, md5: Buffer | undefined, signal: AbortSignal): Promise<UploadedPart> {
    const { file, journal, partBytes } = this.#plan;
    const start = (number - 1) * partBytes;
    for (let written = 0; written < bytes.byteLength; ) {
      signal.throwIfAborted();
      written += (await file.write(bytes, written, bytes.byteLength - written, start + written)).bytesWritten;
    }
    const hex = (md5 ?? createHash('md5').update(bytes).digest()).toString('hex');
    const line = this.#journaled.then(() => journal.appendFile(`${number} ${hex}\n`));
    this.#journaled = line.catch(() => undefined);
    await line;
    return { number, etag: hex, sizeBytes: bytes.byteLength, md5: hex };
  }

  async complete(parts: readonly UploadedPart[], signal: AbortSignal): Promise<Written> {
    const { file, partial, facts } = this.#plan;
    const sizeBytes = parts.reduce((sum, part) => sum + part.sizeBytes, 0);
    if (sizeBytes !== facts.sizeBytes) throw new CloudError('protocol', `the parts have ${sizeBytes} bytes instead of ${facts.sizeBytes}`);
    await file.datasync();
    await this.#close();
    // What another process wrote passed by there: the whole is read once more.
    const md5 = this.have.size > 0 && facts.md5 !== undefined ? await digestOf(partial, signal) : undefined;
    if (md5 === undefined || md5 === facts.md5) {
      await rename(partial, this.upload.key);
      await rm(`${partial}s`, { force: true });
    } else await remove(partial);
    return { sizeBytes, dropped: droppedBy(this.upload.key, facts), md5 };
  }

  async abandon(): Promise<void> {
    await this.#close();
    await remove(this.#plan.partial);
  }

  async leave(): Promise<void> {
    await this.#close();
  }

  async #close(): Promise<void> {
    await this.#journaled;
    await Promise.all([this.#plan.file.close(), this.#plan.journal.close()]);
  }
}

async function digestOf(path: string, signal: AbortSignal): Promise<string> {
  const hash = createHash('md5');
  for await (const chunk of createReadStream(path, { signal })) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
