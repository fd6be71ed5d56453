/** Operations that may answer 200 and mean an error. */
export type EmbeddableOperation = 'CopyObject' | 'UploadPartCopy' | 'CompleteMultipartUpload';

export interface EmbeddedError {
  readonly operation: EmbeddableOperation;
  /** Default `InternalError`. */
  readonly code?: string;
  readonly message?: string;
  /** Whether the operation took effect all the same. Default false. */
  readonly applied?: boolean;
  /** How often; 1 when absent. */
  readonly times?: number;
}

/** Errors waiting to be sent with status 200. */
export class EmbeddedErrors {
  #waiting: { readonly error: EmbeddedError; left: number }[] = [];

  add(error: EmbeddedError): void {
    this.#waiting.push({ error, left: error.times ?? 1 });
  }

  take(operation: EmbeddableOperation): EmbeddedError | undefined {
    const found = this.#waiting.find((candidate) => candidate.error.operation === operation && candidate.left > 0);
    if (found !== undefined) found.left -= 1;
    return found?.error;
  }
}
