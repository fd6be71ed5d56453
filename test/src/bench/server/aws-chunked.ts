/** Takes `aws-chunked` framing off. Signatures of chunks are not looked at here: the emulator's suite does that. */
export class AwsChunked {
  #rest: Buffer = Buffer.alloc(0);
  #left = -1;

  push(input: Buffer, take: (bytes: Buffer) => void): void {
    let bytes = this.#rest.length === 0 ? input : Buffer.concat([this.#rest, input]);
    this.#rest = Buffer.alloc(0);
    while (bytes.length > 0) {
      if (this.#left > 0) {
        const part = bytes.subarray(0, this.#left);
        take(part);
        this.#left -= part.length;
        bytes = bytes.subarray(part.length);
        continue;
      }
      // After a chunk's bytes comes a line end, which is skipped with the next size.
      const end = bytes.indexOf('\r\n', this.#left === 0 ? 2 : 0);
      if (end < 0) {
        this.#rest = bytes;
        return;
      }
      const line = bytes.toString('latin1', this.#left === 0 ? 2 : 0, end);
      this.#left = Number.parseInt(line, 16);
      bytes = bytes.subarray(end + 2);
      // The last chunk; trailers after it are not content.
      if (!(this.#left > 0)) {
        this.#left = Number.POSITIVE_INFINITY;
        return;
      }
    }
  }
}
