import type { TransferResult } from './options.ts';
import type { OpenUpload, TokenEnd, TransferToken } from './token.ts';

/** A token every so many objects: what is lost of it is copied again. */
const EVERY = 256;

export interface KeeperParts {
  readonly from: TokenEnd;
  readonly to: TokenEnd;
  readonly resumed: TransferToken | undefined;
  readonly onToken: ((token: TransferToken) => void | Promise<void>) | undefined;
  readonly totals: () => TransferResult;
}

/** Knows how far a transfer has come, whatever order its objects are done in. */
export class TokenKeeper {
  readonly #parts: KeeperParts;
  /** In the order of the list: keys that have begun, and whether nothing of them has to be listed again. */
  readonly #begun = new Map<string, boolean>();
  readonly #open = new Map<string, OpenUpload>();
  #after: string | undefined;
  #since = 0;
  #telling: Promise<void> = Promise.resolve();

  constructor(parts: KeeperParts) {
    this.#parts = parts;
    this.#after = parts.resumed?.after;
    for (const upload of parts.resumed?.open ?? []) this.#open.set(upload.from, upload);
  }

  begin(key: string): void {
    this.#begun.set(key, false);
  }

  /** The object is there. */
  async done(key: string): Promise<void> {
    const wasOpen = this.#open.delete(key);
    this.#pass(key);
    this.#since += 1;
    if (wasOpen || this.#since >= EVERY) await this.tell();
  }

  /** Its parts are under way: the token names them, and the list may go past it. */
  async opened(upload: OpenUpload): Promise<void> {
    this.#open.set(upload.from, upload);
    this.#pass(upload.from);
    await this.tell();
  }

  /** What was begun is not gone on with. */
  dropped(key: string): void {
    this.#open.delete(key);
  }

  token(): TransferToken {
    const { from, to, totals } = this.#parts;
    const { objects, bytes, dropped } = totals();
    const after = this.#after === undefined ? {} : { after: this.#after };
    return { portolan: 'transfer', version: 1, from, to, ...after, open: [...this.#open.values()], objects, bytes, dropped };
  }

  /** One token after the other; whoever waits, waits for one that is at least as new. */
  async tell(): Promise<void> {
    const { onToken } = this.#parts;
    this.#since = 0;
    if (onToken === undefined) return;
    const told = this.#telling.then(async () => onToken(this.token()));
    this.#telling = told.catch(() => undefined);
    await told;
  }

  #pass(key: string): void {
    if (!this.#begun.has(key)) return;
    this.#begun.set(key, true);
    for (const [first, passed] of this.#begun) {
      if (!passed) break;
      this.#begun.delete(first);
      this.#after = first;
    }
  }
}
