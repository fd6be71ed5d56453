import { type CallOptions, CloudError, type HttpResponse, isCloudError, type RequestBody, type XmlNode, xmlText } from '@portolan/core/driver';
import { type EngineClient, type ImageioClient, type ImageioFeatures, type ImageUrl, imageUrl, isUnreachable } from '../../client.ts';
import type { Patience } from '../../patience.ts';
import { idOf, refOf, textOf } from '../../wire-values.ts';
import * as requests from './requests.ts';
import { sendImage } from './upload.ts';

/** A way to the bytes of one disk, which is locked as long as it stands. */
export interface OpenTransfer {
  readonly id: string;
  /** The host's daemon. */
  readonly direct: ImageUrl | undefined;
  /** The same through the engine's machine. */
  readonly proxy: ImageUrl | undefined;
}

const FINALIZE_MS = 1_800_000;
/** A host behind a firewall does not refuse: it is silent. */
const REACH_MS = 10_000;

/**
 * Image transfers: the engine opens them, an imageio daemon on a host moves the bytes, the engine is told when it is done. Whatever happens a transfer
 * is finalized or cancelled: else its disk stays locked until the engine finds nobody there.
 */
export class Transfers {
  readonly #client: EngineClient;
  readonly #imageio: ImageioClient;
  /** Origins of daemons, whether they can be reached from here. */
  readonly #reach = new Map<string, boolean>();

  constructor(client: EngineClient, imageio: ImageioClient) {
    this.#client = client;
    this.#imageio = imageio;
  }

  /** Opens one and waits until the host is ready. `opened` hears of it at once, so that it can be ended whatever comes then. */
  async open(diskId: string, direction: requests.Direction, patience: Patience, opened: (id: string) => void): Promise<OpenTransfer> {
    const request = requests.add(diskId, direction);
    let node = await patience.whileLocked('the disk', (given) => this.#client.document(request, 'image_transfer', given));
    const id = idOf(node);
    opened(id);
    patience.fresh();
    for (;;) {
      const phase = xmlText(node, 'phase') ?? '';
      if (phase === 'transferring') {
        const direct = textOf(node, 'transfer_url');
        const proxy = textOf(node, 'proxy_url');
        if (direct !== undefined || proxy !== undefined) {
          return { id, direct: direct === undefined ? undefined : imageUrl(direct), proxy: proxy === undefined ? undefined : imageUrl(proxy) };
        }
      } else if (phase !== 'initializing' && phase !== 'resuming') throw ended(phase);
      await patience.pause('the image transfer to begin');
      node = await this.#look(id, patience.options);
    }
  }

  /** Sends all of `body` to the disk's beginning. Resolves with its MD5. */
  async upload(transfer: OpenTransfer, body: RequestBody, length: number, patience: Patience): Promise<string> {
    const { url, features } = await this.#reached(transfer, patience);
    return sendImage({ imageio: this.#imageio, url, features, body, length, patience });
  }

  /** Resolves when the bytes begin to come. */
  async download(transfer: OpenTransfer, first: number, last: number, patience: Patience): Promise<HttpResponse> {
    const { direct, proxy } = transfer;
    const url =
      direct !== undefined && (proxy === undefined || this.#reach.get(direct.origin) === true) ? direct : (await this.#reached(transfer, patience)).url;
    return this.#imageio.read(url, first, last, patience.options);
  }

  /** Tells the engine that all bytes came, and waits until it has closed the disk. */
  async finalizeUpload(id: string, diskStatus: (options: CallOptions) => Promise<string | undefined>, before: Patience): Promise<void> {
    const patience = before.next(FINALIZE_MS);
    await this.finalize(id, patience);
    for (;;) {
      let phase: string;
      try {
        phase = xmlText(await this.#look(id, patience.options), 'phase') ?? '';
      } catch (error) {
        if (!isCloudError(error, 'not-found')) throw error;
        // Engines before 4.4.7 forget a transfer the moment it is over: the disk tells how it went.
        if ((await diskStatus(patience.options)) === 'ok') return;
        throw ended('gone');
      }
      if (phase === 'finished_success') return;
      if (phase !== 'finalizing_success' && phase !== 'transferring') throw ended(phase);
      await patience.pause('the image transfer to be finalized');
    }
  }

  /** A transfer that is over, or gone, is success. */
  async finalize(id: string, patience: Patience): Promise<void> {
    await this.#end(requests.finalize(id), patience);
  }

  async cancel(id: string, patience: Patience): Promise<void> {
    await this.#end(requests.cancel(id), patience);
  }

  /** Those of a disk that are not over: after an answer that was lost. */
  async openOf(diskId: string, options: CallOptions): Promise<readonly string[]> {
    const nodes = await this.#client.list(requests.list, 'image_transfers', 'image_transfer', options);
    const held = nodes.filter((node) => (refOf(node, 'disk') ?? refOf(node, 'image')) === diskId);
    return held.filter((node) => !(xmlText(node, 'phase') ?? '').startsWith('finished')).map(idOf);
  }

  async #end(request: Parameters<EngineClient['perform']>[0], patience: Patience): Promise<void> {
    try {
      await patience.whileLocked('the image transfer', (given) => this.#client.perform(request, given));
    } catch (error) {
      if (!isCloudError(error, 'not-found') && !isCloudError(error, 'conflict')) throw error;
    }
  }

  #look(id: string, options: CallOptions): Promise<XmlNode> {
    return this.#client.document(requests.get(id), 'image_transfer', options);
  }

  /** The host's daemon where it can be reached, else the proxy beside the engine. */
  async #reached({ direct, proxy }: OpenTransfer, patience: Patience): Promise<{ readonly url: ImageUrl; readonly features: ImageioFeatures }> {
    const usable = [direct, proxy].filter((url) => url !== undefined);
    const candidates = usable.filter((url) => this.#reach.get(url.origin) !== false);
    let failure: unknown;
    for (const [index, url] of (candidates.length === 0 ? usable : candidates).entries()) {
      const others = candidates.length - index > 1;
      try {
        const options = patience.options;
        const features = await this.#imageio.features(url, others ? { ...options, timeoutMs: Math.min(options.timeoutMs ?? REACH_MS, REACH_MS) } : options);
        this.#reach.set(url.origin, true);
        return { url, features };
      } catch (error) {
        if (!isUnreachable(error)) throw error;
        if (others) this.#reach.set(url.origin, false);
        failure = error;
      }
    }
    throw failure;
  }
}

const ended = (phase: string): CloudError =>
  new CloudError('unavailable', `the engine ended the image transfer (${phase}): its events tell why`, { retry: 'maybe', outcome: 'not-done' });
