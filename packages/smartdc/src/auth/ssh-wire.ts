/** Reads SSH's binary notation (RFC 4251, section 5). Undefined where the bytes end too early. */
export class SshReader {
  readonly #bytes: Buffer;
  #offset: number;

  constructor(bytes: Uint8Array, offset = 0) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#offset = offset;
  }

  uint32(): number | undefined {
    if (this.#offset + 4 > this.#bytes.byteLength) return undefined;
    const value = this.#bytes.readUInt32BE(this.#offset);
    this.#offset += 4;
    return value;
  }

  /** Bytes behind their length. */
  string(): Buffer | undefined {
    const length = this.uint32();
    if (length === undefined || this.#offset + length > this.#bytes.byteLength) return undefined;
    const value = this.#bytes.subarray(this.#offset, this.#offset + length);
    this.#offset += length;
    return value;
  }
}

export function sshString(bytes: Uint8Array): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.byteLength);
  return Buffer.concat([length, bytes]);
}

export function sshUint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
