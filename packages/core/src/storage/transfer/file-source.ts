import { createReadStream, type Stats } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { CloudError } from '../../errors/cloud-error.ts';
import { meter } from '../body-watch.ts';
import { contentTypeOf } from '../content-type.ts';
import type { Source, SourceFacts } from './ends.ts';

/** A file being read. What it is when it was opened is what is copied: a change is noticed by size and time. */
export class FileSource implements Source {
  readonly facts: SourceFacts;
  readonly ranged = true;
  readonly #path: string;
  readonly #handle: FileHandle;

  private constructor(path: string, handle: FileHandle, stats: Stats, metadata: Readonly<Record<string, string>>) {
    this.#path = path;
    this.#handle = handle;
    this.facts = { sizeBytes: stats.size, modifiedAt: stats.mtime, contentType: contentTypeOf(path), metadata };
  }

  static async open(path: string, metadata: Readonly<Record<string, string>>): Promise<FileSource> {
    const handle = await open(path, 'r');
    try {
      return new FileSource(path, handle, await handle.stat(), metadata);
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  async fill(buffer: Buffer, start: number, signal: AbortSignal, onBytes: (bytes: number) => void): Promise<void> {
    for (let filled = 0; filled < buffer.byteLength; ) {
      signal.throwIfAborted();
      const { bytesRead } = await this.#handle.read(buffer, filled, buffer.byteLength - filled, start + filled);
      if (bytesRead === 0) throw this.#changed();
      filled += bytesRead;
      onBytes(bytesRead);
    }
  }

  stream(_signal: AbortSignal, onBytes: (bytes: number) => void): Readable {
    const counted = meter((chunk) => {
      onBytes(chunk.length);
      return undefined;
    });
    const file = createReadStream(this.#path, { end: Math.max(0, this.facts.sizeBytes - 1) });
    file.on('error', (error) => counted.destroy(error));
    counted.on('close', () => file.destroy());
    return file.pipe(counted);
  }

  async unchanged(): Promise<void> {
    const now = await this.#handle.stat();
    if (now.size !== this.facts.sizeBytes || now.mtime.getTime() !== this.facts.modifiedAt?.getTime()) throw this.#changed();
  }

  async rest(): Promise<void> {}

  async close(): Promise<void> {
    await this.#handle.close();
  }

  #changed(): CloudError {
    return new CloudError('conflict', 'the file changed while it was copied', {
      target: this.#path,
      outcome: 'not-done',
      retry: 'maybe',
      remedy: 'copy it again',
    });
  }
}
