import type { ClientRequest } from 'node:http';
import type { Readable } from 'node:stream';
import { CloudError } from '../errors/cloud-error.ts';
import { failureBefore, unreadable } from './upload-source.ts';

/** Writes a stream to a request at the pace of the slower one, counts it, and destroys the stream whenever it is not read to its end. */
export class RequestUpload {
  byteCount = 0;
  done = false;
  readonly #source: Readable;
  readonly #request: ClientRequest;
  readonly #length: number | undefined;
  readonly #fail: (error: CloudError) => void;
  readonly #onDrain = (): void => {
    this.#source.resume();
  };

  constructor(source: Readable, request: ClientRequest, length: number | undefined, fail: (error: CloudError) => void) {
    this.#source = source;
    this.#request = request;
    this.#length = length;
    this.#fail = fail;
    source.on('error', (error) => this.#refuse(unreadable(error)));
    const failure = failureBefore(source);
    if (failure !== undefined) {
      this.#refuse(failure);
      return;
    }
    request.on('drain', this.#onDrain);
    source.on('data', (chunk: Uint8Array | string) => this.#write(chunk));
    source.once('end', () => this.#end());
    source.once('close', () => {
      if (!this.done) this.#refuse(new CloudError('invalid-argument', 'the stream to send was closed before its end', { outcome: 'not-done' }));
    });
  }

  /** Stops in the middle: nobody wants the rest. */
  stop(): void {
    if (this.done) return;
    this.done = true;
    this.#request.off('drain', this.#onDrain);
    this.#source.destroy();
  }

  #write(chunk: Uint8Array | string): void {
    if (this.done) return;
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk, 'utf8') : chunk;
    if (!(bytes instanceof Uint8Array)) {
      this.#refuse(new CloudError('invalid-argument', 'the stream to send yields no bytes', { outcome: 'not-done' }));
      return;
    }
    this.byteCount += bytes.byteLength;
    if (this.#length !== undefined && this.byteCount > this.#length) this.#refuse(wrongLength(`more than ${this.#length}`, this.#length));
    else if (bytes.byteLength > 0 && !this.#request.write(bytes)) this.#source.pause();
  }

  #end(): void {
    if (this.done) return;
    if (this.#length !== undefined && this.byteCount < this.#length) {
      this.#refuse(wrongLength(String(this.byteCount), this.#length));
      return;
    }
    this.done = true;
    this.#request.off('drain', this.#onDrain);
    this.#request.end();
  }

  #refuse(error: CloudError): void {
    if (this.done) return;
    this.stop();
    this.#fail(error);
  }
}

// An answer to half a body can only be a refusal: servers throw away what ends before its announced length.
function wrongLength(got: string, announced: number): CloudError {
  return new CloudError('invalid-argument', `the stream to send held ${got} bytes instead of ${announced}`, { outcome: 'not-done' });
}
