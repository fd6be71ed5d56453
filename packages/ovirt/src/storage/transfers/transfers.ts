import { type CallOptions, CloudError, type HttpResponse, isCloudError, type RequestBody, type XmlNode, xmlText } from '@portolan/core/driver';
import type { EngineClient } from '../../client.ts';
import { type ImageioClient, type ImageioFeatures, type ImageUrl, imageUrl, isUnreachable } from '../../imageio-client.ts';
import type { Patience } from '../../patience.ts';
import { idOf, numberOf, refOf, textOf } from '../../wire-values.ts';
import * as requests from './requests.ts';
import { type SendOptions, sendImage } from './upload.ts';

/** A way to the bytes of one disk, which is locked as long as it stands. */
export interface OpenTransfer {
  readonly id: string;
  /** The host's daemon. */
  readonly direct: ImageUrl | undefined;
  /** The same through the engine's machine. */
  readonly proxy: ImageUrl | undefined;
}

/** One that was asked for: what is needed to end it, also when nobody heard whether it was opened. */
export interface Claim {
  readonly diskId: string;
  readonly inactivitySeconds: number;
  readonly id?: string | undefined;
}

const PAUSED = /^paused_/;
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
  readonly #inactivity: requests.Inactivity;
  /** Origins of daemons, whether they can be reached from here. */
  readonly #reach = new Map<string, boolean>();

  constructor(client: EngineClient, imageio: ImageioClient) {
    this.#client = client;
    this.#imageio = imageio;
    this.#inactivity = new requests.Inactivity(client.connection.random);
  }

  /** Opens one and waits until the host is ready. `claimed` hears of it before anything is sent, so that it can be ended whatever comes then. */
  async open(
    diskId: string,
    direction: requests.Direction,
    patience: Patience,
    claimed: (claim: Claim) => void,
    kind: requests.TransferKind = {},
  ): Promise<OpenTransfer> {
    const claim = { diskId, inactivitySeconds: this.#inactivity.seconds(direction) };
    claimed(claim);
    const node = await this.#add(claim, direction, kind, patience);
    const id = idOf(node);
    claimed({ ...claim, id });
    return this.#begun(id, node, patience);
  }

  /** What a transfer that is known by its id alone is of. */
  async claimedBy(id: string, options: CallOptions): Promise<Claim> {
    const node = await this.#look(id, options);
    return { id, diskId: refOf(node, 'disk') ?? refOf(node, 'image') ?? '', inactivitySeconds: numberOf(node, 'inactivity_timeout') ?? 0 };
  }

  /** Goes on with an upload that was paused, by us or by the engine because nobody was there. */
  async resume(id: string, patience: Patience): Promise<OpenTransfer> {
    const node = await this.#look(id, patience.options);
    if (!PAUSED.test(xmlText(node, 'phase') ?? '')) return this.#begun(id, node, patience);
    await patience.whileLocked('the image transfer', (given) => this.#client.perform(requests.resume(id), given));
    return this.#begun(id, await this.#look(id, patience.options), patience);
  }

  /** Lets go of an upload that is to be resumed: its address ends, the disk stays locked. */
  async pause(id: string, patience: Patience): Promise<void> {
    await this.#end(requests.pause(id), patience);
  }

  async #begun(id: string, first: XmlNode, patience: Patience): Promise<OpenTransfer> {
    let node = first;
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
  async upload(transfer: OpenTransfer, body: RequestBody, length: number, patience: Patience, how: SendOptions = {}): Promise<string> {
    const { url, features } = await this.reach(transfer, patience);
    return sendImage({ ...how, imageio: this.#imageio, url, features, body, length, patience });
  }

  /** Resolves when the bytes begin to come. */
  async download(transfer: OpenTransfer, first: number, last: number, patience: Patience): Promise<HttpResponse> {
    const { direct, proxy } = transfer;
    const url = direct !== undefined && (proxy === undefined || this.#reach.get(direct.origin) === true) ? direct : (await this.reach(transfer, patience)).url;
    return this.#imageio.read(url, first, last, patience.options);
  }

  /** Tells the engine that all bytes came, and waits until it has closed the disk. */
  async finalizeUpload(id: string, diskStatus: (options: CallOptions) => Promise<string | undefined>, before: Patience): Promise<void> {
    const patience = before.next(FINALIZE_MS);
    await this.#end(requests.finalize(id), patience);
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

  /** Ends what was claimed, if it was opened at all. Whether there was something to end. */
  async release(claim: Claim, how: 'finalize' | 'cancel', patience: Patience): Promise<boolean> {
    const id = claim.id ?? (await this.#openOf(claim, patience.options));
    if (id === undefined) return false;
    await this.#end(how === 'finalize' ? requests.finalize(id) : requests.cancel(id), patience);
    return true;
  }

  /** When the answer is lost, the list tells. */
  async #add(claim: Claim, direction: requests.Direction, kind: requests.TransferKind, patience: Patience): Promise<XmlNode> {
    const { diskId, inactivitySeconds } = claim;
    const request = requests.add(diskId, direction, inactivitySeconds, kind);
    const add = (): Promise<XmlNode> =>
      patience.whileLocked('the disk', async (given) => {
        try {
          return await this.#client.document(request, 'image_transfer', given);
        } catch (error) {
          // Locked by ourselves, when a gateway sent the request twice: waiting for that would never end.
          const made = isCloudError(error, 'conflict') ? await this.#openOf(claim, given) : undefined;
          if (made === undefined) throw error;
          return this.#look(made, given);
        }
      });
    try {
      return await add();
    } catch (error) {
      if (!isCloudError(error) || error.outcome !== 'unknown') throw error;
      const made = await this.#openOf(claim, patience.options);
      return made === undefined ? await add() : await this.#look(made, patience.options);
    }
  }

  /** A disk has one transfer at a time. */
  async #openOf(claim: Claim, options: CallOptions): Promise<string | undefined> {
    const nodes = await this.#client.list(requests.list, 'image_transfers', 'image_transfer', options);
    const found = nodes.find(
      (node) =>
        (refOf(node, 'disk') ?? refOf(node, 'image')) === claim.diskId &&
        numberOf(node, 'inactivity_timeout') === claim.inactivitySeconds &&
        !(xmlText(node, 'phase') ?? '').startsWith('finished'),
    );
    return found === undefined ? undefined : idOf(found);
  }

  /** A transfer that is over, or gone, is success. */
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
  async reach({ direct, proxy }: OpenTransfer, patience: Patience): Promise<{ readonly url: ImageUrl; readonly features: ImageioFeatures }> {
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
