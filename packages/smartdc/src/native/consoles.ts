import { encodePath, type HttpRequest, type Ref } from '@portolan/core/driver';
import type { CloudapiRequest } from '../client.ts';
import { machinePath } from '../compute/servers/requests.ts';
import { type Calls, type NativeOptions, refId } from './calls.ts';

/** What a WebSocket client needs: this library sends HTTP and opens none itself. Use it at once: the signature is good for 300 seconds. */
export interface WebSocketUpgrade {
  /** `wss://…` */
  readonly url: string;
  /** Sent with the upgrade, as they are: they are signed. `Authorization` is a credential. */
  readonly headers: Readonly<Record<string, string>>;
  readonly protocols: readonly string[];
}

/** Makes an address of CloudAPI that works without credentials. */
export type SignCloudapiUrl = (method: 'GET', encodedPath: string, expiresInSeconds: number) => Promise<{ readonly url: string; readonly expiresAt: Date }>;

/** VNC is served under 8.4.0 alone: `~9` by itself fails. Source: sdc-cloudapi lib/endpoints/vnc.js. */
const VNC_VERSIONS = '~8.4||~8';
const vnc = (machine: Ref): CloudapiRequest => ({
  operation: 'ConnectMachineVNC',
  method: 'GET',
  path: `${machinePath(refId(machine, 'machine'))}/vnc`,
  apiVersion: VNC_VERSIONS,
});
const changefeed = (): CloudapiRequest => ({ operation: 'ChangeFeed', method: 'GET', path: '/changefeed' });

export type ChangefeedResource = 'alias' | 'customer_metadata' | 'destroyed' | 'nics' | 'owner_uuid' | 'server_uuid' | 'state' | 'tags';

/** A message of the change feed. Source: sdc-cloudapi docs "ChangeFeed". */
export interface ChangeWire {
  readonly changedResourceId: string;
  readonly published: string;
  /** The inner state, not CloudAPI's. */
  readonly resourceState?: string;
  readonly changeKind: { readonly resource: 'vm'; readonly subResources: readonly ChangefeedResource[] };
  readonly resourceObject?: Readonly<Record<string, unknown>>;
}

const ALL_CHANGES: readonly ChangefeedResource[] = ['alias', 'customer_metadata', 'destroyed', 'nics', 'owner_uuid', 'server_uuid', 'state', 'tags'];

/** What goes over WebSockets: screens of kvm and bhyve machines, and news of machines. There is no text console and no console log. */
export class NativeConsoles {
  readonly #calls: Calls;
  readonly #signUrl: SignCloudapiUrl;

  constructor(calls: Calls, signUrl: SignCloudapiUrl) {
    this.#calls = calls;
    this.#signUrl = signUrl;
  }

  /** Raw RFB in binary frames, of a running kvm or bhyve machine. */
  async vnc(machine: Ref, options: NativeOptions = {}): Promise<WebSocketUpgrade> {
    return this.#upgrade(vnc(machine), ['binary'], options);
  }

  /** The same as an address for browsers, which cannot send headers. Whoever has it gets in until it expires. Code 9.8.7 and later. */
  async vncUrl(machine: Ref, options: { readonly expiresInSeconds?: number | undefined } = {}): Promise<{ readonly url: string; readonly expiresAt: Date }> {
    const path = `${this.#calls.client.accountPath}${encodePath(decodeURIComponent(vnc(machine).path))}`;
    const { url, expiresAt } = await this.#signUrl('GET', path, options.expiresInSeconds ?? 300);
    return { url: socketUrl(url), expiresAt };
  }

  /** News of the account's machines. After the upgrade send `changefeedMessage`, then read `ChangeWire`s. Code 9.14 and later. */
  async changefeed(options: NativeOptions = {}): Promise<WebSocketUpgrade> {
    return this.#upgrade(changefeed(), [], options);
  }

  /** The text to send once over the change feed. What it does not know, the server ignores without a word. */
  changefeedMessage(wanted: { readonly subResources?: readonly ChangefeedResource[] | undefined; readonly vms?: readonly Ref[] | undefined } = {}): string {
    const { subResources = ALL_CHANGES, vms } = wanted;
    return JSON.stringify({ resource: 'vm', subResources, ...(vms === undefined ? {} : { vms: vms.map((vm) => refId(vm, 'machine')) }) });
  }

  async #upgrade(request: CloudapiRequest, protocols: readonly string[], { apiVersion, roles, ...call }: NativeOptions): Promise<WebSocketUpgrade> {
    const whole = { ...request, ...(apiVersion === undefined ? {} : { apiVersion }), ...(roles === undefined ? {} : { roles }) };
    const signed: HttpRequest = await this.#calls.within(request, call, () => this.#calls.client.signed(whole, call));
    const { Accept: _, ...headers } = signed.headers;
    return { url: socketUrl(`${signed.origin}${signed.target}`), headers, protocols };
  }
}

const socketUrl = (url: string): string => url.replace(/^http/i, 'ws');
