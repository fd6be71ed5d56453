import { CloudError, type ContentHeader } from '@portolan/core/driver';

/**
 * What is known of an object besides its bytes. A disk has no length but its virtual size, which is rounded up, and no content type: they stand in its
 * description, 500 characters of ASCII at most, as JSON:
 *
 * `{"portolan":{"d":"5d6e7f80","s":12,"w":1795291200000,"m":"<MD5, base64>","t":"text/plain","h":{"cc":"max-age=60"},"u":{"colour":"blue"}}}`
 *
 * `d` is the beginning of the disk's id: templates and VMs made from a disk inherit its description, and their disks are no objects.
 */
export interface ObjectNotes {
  readonly diskId: string;
  readonly sizeBytes: number;
  /** When it was written, in ms since the epoch. Of two disks with one key the later one is the object. */
  readonly writtenAt: number;
  /** Lower-case hex. */
  readonly md5?: string | undefined;
  readonly contentType?: string | undefined;
  readonly headers: Readonly<Partial<Record<ContentHeader, string>>>;
  readonly metadata: Readonly<Record<string, string>>;
}

/** What a writer says of an object; where and when it was written is found out on the way. */
export type ObjectContents = Omit<ObjectNotes, 'diskId' | 'writtenAt'>;

const MAX_DESCRIPTION = 500;
/** What a search for descriptions looks for. */
export const DESCRIPTION_MARK = 'portolan';
/** Of a disk whose bytes are on the way. */
export const UPLOADING = 'portolan: upload under way';

const SHORT: Readonly<Record<ContentHeader, string>> = { cacheControl: 'cc', contentDisposition: 'cd', contentEncoding: 'ce', contentLanguage: 'cl' };
const HEADERS = Object.keys(SHORT) as readonly ContentHeader[];

const shortId = (diskId: string): string => diskId.slice(0, 8);

export function writeDescription(notes: ObjectNotes): string {
  const { diskId, sizeBytes, writtenAt, md5, contentType, headers, metadata } = notes;
  const short = Object.fromEntries(HEADERS.flatMap((name) => (headers[name] === undefined ? [] : [[SHORT[name], headers[name]]])));
  const content = {
    d: shortId(diskId),
    s: sizeBytes,
    w: writtenAt,
    ...(md5 === undefined ? {} : { m: Buffer.from(md5, 'hex').toString('base64').replace(/=+$/, '') }),
    ...(contentType === undefined ? {} : { t: contentType }),
    ...(Object.keys(short).length === 0 ? {} : { h: short }),
    ...(Object.keys(metadata).length === 0 ? {} : { u: metadata }),
  };
  // Emoji and typographic marks are refused in descriptions; JSON can say them in ASCII.
  const text = JSON.stringify({ portolan: content }).replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  if (text.length > MAX_DESCRIPTION) {
    throw new CloudError(
      'invalid-argument',
      `metadata and content headers: they take ${text.length - MAX_DESCRIPTION} characters more than fit a disk's description`,
      {
        outcome: 'not-done',
        remedy: `${MAX_DESCRIPTION} characters hold all there is besides the bytes; characters outside ASCII take six`,
      },
    );
  }
  return text;
}

/** Refuses what will not fit, before anything is made. */
export function assertFits(notes: Omit<ObjectNotes, 'diskId' | 'md5' | 'writtenAt'>): void {
  writeDescription({ ...notes, diskId: '00000000', md5: '0'.repeat(32), writtenAt: 1e12 });
}

/** undefined for a disk that is no object: another's, or one that inherited the description. */
export function readDescription(text: string, diskId: string): ObjectNotes | undefined {
  if (!text.startsWith('{"portolan":')) return undefined;
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return undefined;
  }
  const content: unknown = isRecord(parsed) ? parsed['portolan'] : undefined;
  if (!isRecord(content)) return undefined;
  const { d, s, w, m, t, h, u } = content;
  if (d !== shortId(diskId) || !Number.isSafeInteger(s) || Number(s) < 0) return undefined;
  const headers = isRecord(h)
    ? Object.fromEntries(HEADERS.flatMap((name) => (typeof h[SHORT[name]] === 'string' ? [[name, h[SHORT[name]] as string]] : [])))
    : {};
  return {
    diskId,
    sizeBytes: Number(s),
    writtenAt: typeof w === 'number' ? w : 0,
    ...(typeof m === 'string' ? { md5: Buffer.from(m, 'base64').toString('hex') } : {}),
    ...(typeof t === 'string' ? { contentType: t } : {}),
    headers,
    metadata: isRecord(u) ? Object.fromEntries(Object.entries(u).filter((pair): pair is [string, string] => typeof pair[1] === 'string')) : {},
  };
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);
