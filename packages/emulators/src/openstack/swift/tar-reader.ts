export interface TarEntry {
  readonly name: string;
  /** Undefined of what is no regular file. */
  readonly content: Buffer | undefined;
  /** `user.meta.*` of the extended attributes: they become metadata of the object. */
  readonly metadata: ReadonlyMap<string, string>;
  readonly contentType: string | undefined;
}

/** Why an archive cannot be read, in the words of Python's tarfile. */
export class TarError extends Error {}

const BLOCK = 512;

const textAt = (block: Buffer, start: number, length: number): string => {
  const field = block.subarray(start, start + length);
  const end = field.indexOf(0);
  return field.subarray(0, end === -1 ? length : end).toString('utf8');
};

/** Octal digits or, of what is too large for them, a number of bytes after a leading bit. */
function sizeAt(block: Buffer): number {
  if (((block[124] ?? 0) & 0x80) !== 0) return Number(block.readBigUInt64BE(128));
  return Number.parseInt(textAt(block, 124, 12).trim() || '0', 8);
}

function checkSum(block: Buffer): boolean {
  const wanted = Number.parseInt(textAt(block, 148, 8).trim(), 8);
  const sum = block.reduce((total, byte, at) => total + (at >= 148 && at < 156 ? 32 : byte), 0);
  return sum === wanted;
}

/** `30 path=some/name\n`, one after the other. */
function paxRecords(content: Buffer): Map<string, string> {
  const records = new Map<string, string>();
  for (let at = 0; at < content.length; ) {
    const blank = content.indexOf(32, at);
    const length = Number(content.subarray(at, blank).toString('latin1'));
    if (blank === -1 || !(length > 0)) break;
    const record = content.subarray(blank + 1, at + length - 1).toString('utf8');
    const equals = record.indexOf('=');
    records.set(record.slice(0, equals), record.slice(equals + 1));
    at += length;
  }
  return records;
}

const META = /^(?:SCHILY\.xattr|LIBARCHIVE\.xattr)\.user\.meta\.(.+)$/;
const TYPE = /^(?:SCHILY\.xattr|LIBARCHIVE\.xattr)\.user\.mime_type$/;

/** Entries of a ustar, pax or GNU archive. */
export function* readTar(archive: Buffer): Generator<TarEntry> {
  if (archive.length === 0) throw new TarError('empty file');
  let longName: string | undefined;
  let pax = new Map<string, string>();
  for (let at = 0; at + BLOCK <= archive.length; ) {
    const block = archive.subarray(at, at + BLOCK);
    if (block.every((byte) => byte === 0)) return;
    if (!checkSum(block)) throw new TarError('invalid header');
    const size = sizeAt(block);
    const type = String.fromCharCode(block[156] ?? 0);
    const content = archive.subarray(at + BLOCK, at + BLOCK + size);
    if (content.length < size) throw new TarError('unexpected end of data');
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
    if (type === 'L') longName = textAt(content, 0, size);
    else if (type === 'x') pax = paxRecords(content);
    else if (type !== 'g' && type !== 'K') {
      const prefix = textAt(block, 257, 5) === 'ustar' && block[262] === 0 ? textAt(block, 345, 155) : '';
      const short = textAt(block, 0, 100);
      const metadata = [...pax].flatMap(([name, value]): [string, string][] => {
        const key = META.exec(name)?.[1];
        return key === undefined ? [] : [[key, value]];
      });
      yield {
        name: pax.get('path') ?? longName ?? (prefix === '' ? short : `${prefix}/${short}`),
        content: type === '0' || type === '\0' || type === '7' ? Buffer.from(content) : undefined,
        metadata: new Map(metadata),
        contentType: [...pax].find(([name]) => TYPE.test(name))?.[1],
      };
      longName = undefined;
      pax = new Map();
    }
  }
}
