import {
  type CallOptions,
  CloudError,
  encodePathSegment,
  Secret,
  unexpectedBody,
  withContext,
  type XmlNode,
  xml,
  xmlChild,
  xmlText,
} from '@portolan/core/driver';
import type { EngineClient, EngineRequest } from '../../client.ts';
import { vmPath } from '../../compute/servers/requests.ts';
import { idOf, leaf, numberOf, textOf } from '../../wire-values.ts';

/** A graphical console of a VM. */
export interface OvirtConsole {
  /** The hex of the protocol's name. */
  readonly id: string;
  /** `vnc` or `spice`; another one if the engine knows more. */
  readonly protocol: string;
  /** Of the host, while the VM runs. */
  readonly address?: string | undefined;
  readonly port?: number | undefined;
  /** Encrypted, where there is such. */
  readonly tlsPort?: number | undefined;
}

export interface ConsoleTicket {
  readonly console: OvirtConsole;
  /** What the viewer is to say. The ticket before it is void. */
  readonly password: Secret;
  readonly expiresInSeconds: number;
}

export interface ConsoleOptions extends CallOptions {
  /** Default: the first console that the engine tells of. */
  readonly protocol?: 'vnc' | 'spice' | undefined;
}

const EXPIRY_SECONDS = 120;

/**
 * Graphical consoles of VMs, one at a time: tickets for viewers, and files that `remote-viewer` opens. What a VM writes to a serial line the engine keeps
 * nowhere, so `servers.consoleOutput` is not declared.
 */
export class OvirtConsoles {
  readonly #client: EngineClient;

  constructor(client: EngineClient) {
    this.#client = client;
  }

  /** All consoles of a VM; with addresses while it runs. */
  list(serverId: string, options: CallOptions = {}): Promise<readonly OvirtConsole[]> {
    return this.#call('list', serverId, options, () => this.#list(serverId, options));
  }

  /** A password for one console, good for `expirySeconds` (120 unless told otherwise). The VM must run: `conflict`. */
  ticket(serverId: string, options: ConsoleOptions & { readonly expirySeconds?: number | undefined } = {}): Promise<ConsoleTicket> {
    const { expirySeconds = EXPIRY_SECONDS } = options;
    return this.#call('ticket', serverId, options, async () => {
      if (!Number.isSafeInteger(expirySeconds) || expirySeconds < 1)
        throw new CloudError('invalid-argument', `expirySeconds: got ${expirySeconds}, expected a whole number from 1`, { outcome: 'not-done' });
      const console = await this.#choose(serverId, options);
      const body = xml('action', {}, xml('ticket', {}, leaf('expiry', expirySeconds)));
      const ticket = xmlChild(await this.#act(serverId, console, 'ticket', options, body), 'ticket');
      const value = ticket === undefined ? undefined : textOf(ticket, 'value');
      if (value === undefined) throw unexpectedBody('it has no ticket');
      return { console, password: new Secret(value), expiresInSeconds: numberOf(ticket, 'expiry') ?? expirySeconds };
    });
  }

  /** The file with which `remote-viewer` opens the console: `writeFile('web.vv', file.reveal(), { mode: 0o600 })`. A ticket is in it, so it is good for two minutes. */
  viewerFile(serverId: string, options: ConsoleOptions = {}): Promise<Secret> {
    return this.#call('viewerFile', serverId, options, async () => {
      const action = await this.#act(serverId, await this.#choose(serverId, options), 'remoteviewerconnectionfile', options);
      const file = textOf(action, 'remote_viewer_connection_file');
      if (file === undefined) throw unexpectedBody('it has no remote_viewer_connection_file');
      return new Secret(Buffer.from(file, 'base64').toString('utf8'));
    });
  }

  async #list(serverId: string, options: CallOptions): Promise<readonly OvirtConsole[]> {
    const request: EngineRequest = {
      operation: 'ListVmGraphicsConsoles',
      method: 'GET',
      path: `${vmPath(serverId)}/graphicsconsoles`,
      query: { current: true },
    };
    return this.#client.list(request, 'graphics_consoles', 'graphics_console', options, toConsole);
  }

  async #choose(serverId: string, options: ConsoleOptions): Promise<OvirtConsole> {
    const { protocol } = options;
    const all = await this.#list(serverId, options);
    const found = protocol === undefined ? all[0] : all.find((one) => one.protocol === protocol);
    if (found !== undefined) return found;
    const there = all.map((one) => one.protocol).join(', ');
    throw new CloudError(
      'not-found',
      `the server has no ${protocol === undefined ? '' : `${protocol} `}console${there === '' ? ': it is headless' : `; it has ${there}`}`,
      {
        outcome: 'not-done',
      },
    );
  }

  #act(serverId: string, console: OvirtConsole, action: string, options: CallOptions, body = xml('action')): Promise<XmlNode> {
    const path = `${vmPath(serverId)}/graphicsconsoles/${encodePathSegment(console.id)}/${action}`;
    return this.#client.document({ operation: `VmGraphicsConsole.${action}`, method: 'POST', path, body }, 'action', options);
  }

  #call<T>(operation: string, target: string, options: CallOptions, work: () => Promise<T>): Promise<T> {
    return withContext({ provider: 'ovirt', operation: `native.consoles.${operation}`, target }, options.signal, work);
  }
}

const toConsole = (node: XmlNode): OvirtConsole => ({
  id: idOf(node),
  protocol: xmlText(node, 'protocol') ?? '',
  address: textOf(node, 'address'),
  port: numberOf(node, 'port'),
  tlsPort: numberOf(node, 'tls_port'),
});
