import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { type BodySource, bodyOf, CloudError, type RequestBody } from '@portolan/core/driver';

/** An image to upload: the path of a file, or its content. A function that opens a stream can be read again; a stream cannot. */
export type ImageSource = { readonly file: string } | { readonly content: BodySource; readonly sizeBytes?: number | undefined };

export interface OpenedSource {
  readonly body: RequestBody;
  /** Of the file. */
  readonly sizeBytes: number;
  /** `cow`: it is a qcow2 file. */
  readonly format: 'raw' | 'cow';
  /** What the guest sees. */
  readonly virtualSizeBytes: number;
}

const HEADER_BYTES = 32;
const MAGIC = 0x514649fb;

/** Size and kind of an image. Of content, only bytes are looked into: a stream is raw unless its virtual size is told, as a qcow2's must be. */
export async function openSource(source: ImageSource, virtualSizeBytes: number | undefined): Promise<OpenedSource> {
  if ('file' in source) {
    const { sizeBytes, header } = await look(source.file);
    const body: RequestBody = { length: sizeBytes, replayable: true, open: () => createReadStream(source.file, { highWaterMark: 1024 * 1024 }) };
    return { body, sizeBytes, ...kindOf(header, sizeBytes) };
  }
  const body = bodyOf(source.content, { length: source.sizeBytes });
  const sizeBytes = body.length;
  if (sizeBytes === undefined) throw invalid('sizeBytes: a disk must be made as large as the image, whose size is not known');
  if (source.content instanceof Uint8Array) return { body, sizeBytes, ...kindOf(source.content.subarray(0, HEADER_BYTES), sizeBytes) };
  if (virtualSizeBytes !== undefined) return { body, sizeBytes, format: 'cow', virtualSizeBytes };
  return { body, sizeBytes, format: 'raw', virtualSizeBytes: sizeBytes };
}

async function look(path: string): Promise<{ readonly sizeBytes: number; readonly header: Uint8Array }> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const header = Buffer.alloc(Math.min(HEADER_BYTES, size));
    await file.read(header, 0, header.byteLength, 0);
    return { sizeBytes: size, header };
  } finally {
    await file.close();
  }
}

/** Source: docs/interop/qcow2.txt of QEMU: magic, version, offset of the backing file's name (8), virtual size (24). */
function kindOf(bytes: Uint8Array, sizeBytes: number): Pick<OpenedSource, 'format' | 'virtualSizeBytes'> {
  const header = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (sizeBytes === 0) throw invalid('the image is empty');
  if (header.byteLength < HEADER_BYTES || header.readUInt32BE(0) !== MAGIC) return { format: 'raw', virtualSizeBytes: sizeBytes };
  if (header.readBigUInt64BE(8) !== 0n) throw invalid('the qcow2 file is a layer over another one: only whole images can be uploaded');
  const virtual = header.readBigUInt64BE(24);
  if (virtual === 0n || virtual > BigInt(Number.MAX_SAFE_INTEGER)) throw invalid(`the qcow2 file says that its disk has ${virtual} bytes`);
  return { format: 'cow', virtualSizeBytes: Number(virtual) };
}

const invalid = (said: string): CloudError => new CloudError('invalid-argument', said, { outcome: 'not-done' });
