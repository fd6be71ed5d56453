import { asJson, type CallOptions, type Ref, Secret } from '@portolan/core/driver';
import { given, idOf } from '../../refs.ts';
import { invalid } from '../../service-calls.ts';
import type { NovaCall, NovaCalls, NovaOptions } from '../nova-calls.ts';
import * as requests from './requests.ts';
import type { ConsoleWire, NovaServer, RebuildFields } from './wire.ts';

export type ConsoleProtocol = 'vnc' | 'spice' | 'rdp' | 'serial' | 'mks';

// How consoles were asked for before 2.6, and what each is called unless told otherwise.
const CONSOLES: Readonly<Record<ConsoleProtocol, { readonly action: string; readonly type: string }>> = {
  vnc: { action: 'os-getVNCConsole', type: 'novnc' },
  spice: { action: 'os-getSPICEConsole', type: 'spice-html5' },
  rdp: { action: 'os-getRDPConsole', type: 'rdp-html5' },
  serial: { action: 'os-getSerialConsole', type: 'serial' },
  mks: { action: 'os-getMKSConsole', type: 'webmks' },
};

/** What servers are told to do. Each resolves when Nova has accepted it, not when it is done: `waitFor…` waits. */
export class NovaServerActions {
  protected readonly calls: NovaCalls;

  constructor(calls: NovaCalls) {
    this.calls = calls;
  }

  async start(server: Ref, options: NovaOptions = {}): Promise<void> {
    await this.#act(server, 'os-start', null, options);
  }

  async stop(server: Ref, options: NovaOptions = {}): Promise<void> {
    await this.#act(server, 'os-stop', null, options);
  }

  async reboot(server: Ref, type: 'SOFT' | 'HARD' = 'SOFT', options: NovaOptions = {}): Promise<void> {
    await this.#act(server, 'reboot', { type }, options);
  }

  async pause(server: Ref, options: NovaOptions = {}): Promise<void> {
    await this.#act(server, 'pause', null, options);
  }

  async unpause(server: Ref, options: NovaOptions = {}): Promise<void> {
    await this.#act(server, 'unpause', null, options);
  }

  async suspend(server: Ref, options: NovaOptions = {}): Promise<void> {
    await this.#act(server, 'suspend', null, options);
  }

  async resume(server: Ref, options: NovaOptions = {}): Promise<void> {
    await this.#act(server, 'resume', null, options);
  }

  /** `reason`: 2.73. */
  async lock(server: Ref, options: NovaOptions & { readonly reason?: string | undefined } = {}): Promise<void> {
    const { reason } = options;
    await this.#act(server, 'lock', reason === undefined ? null : { locked_reason: reason }, options, reason === undefined ? {} : { need: '2.73' });
  }

  async unlock(server: Ref, options: NovaOptions = {}): Promise<void> {
    await this.#act(server, 'unlock', null, options);
  }

  async shelve(server: Ref, options: NovaOptions = {}): Promise<void> {
    await this.#act(server, 'shelve', null, options);
  }

  async shelveOffload(server: Ref, options: NovaOptions = {}): Promise<void> {
    await this.#act(server, 'shelveOffload', null, options);
  }

  /** `availabilityZone`: 2.77. */
  async unshelve(server: Ref, options: NovaOptions & { readonly availabilityZone?: string | undefined } = {}): Promise<void> {
    const { availabilityZone: zone } = options;
    await this.#act(server, 'unshelve', zone === undefined ? null : { availability_zone: zone }, options, zone === undefined ? {} : { need: '2.77' });
  }

  /** To another flavor; the server stops half-way, at VERIFY_RESIZE, until it is confirmed or reverted. */
  async resize(server: Ref, flavor: Ref, options: NovaOptions & { readonly diskConfig?: 'AUTO' | 'MANUAL' | undefined } = {}): Promise<void> {
    const { diskConfig } = options;
    const argument = { flavorRef: idOf(flavor, 'flavor'), ...(diskConfig === undefined ? {} : { 'OS-DCF:diskConfig': diskConfig }) };
    await this.#act(server, 'resize', argument, options);
  }

  async confirmResize(server: Ref, options: NovaOptions = {}): Promise<void> {
    await this.#act(server, 'confirmResize', null, options);
  }

  async revertResize(server: Ref, options: NovaOptions = {}): Promise<void> {
    await this.#act(server, 'revertResize', null, options);
  }

  /** A new disk from an image; id and addresses stay. */
  async rebuild(
    server: Ref,
    fields: RebuildFields,
    options: NovaOptions = {},
  ): Promise<{ readonly server: NovaServer; readonly adminPass: Secret | undefined }> {
    const answer = await this.calls.member<NovaServer & { readonly adminPass?: string }>(requests.rebuild(idOf(server, 'server'), fields), 'server', options);
    const { adminPass, ...rest } = answer;
    return { server: rest, adminPass: adminPass === undefined ? undefined : new Secret(adminPass) };
  }

  /** Boots a rescue image with the disk beside it. Tells the password to use there. */
  async rescue(
    server: Ref,
    options: NovaOptions & { readonly adminPass?: string | Secret | undefined; readonly imageId?: string | undefined } = {},
  ): Promise<Secret | undefined> {
    const { adminPass, imageId } = options;
    const argument = {
      ...(adminPass === undefined ? {} : { adminPass: Secret.of(adminPass).reveal() }),
      ...(imageId === undefined ? {} : { rescue_image_ref: imageId }),
    };
    const call = requests.action(idOf(server, 'server'), 'rescue', Object.keys(argument).length === 0 ? null : argument);
    const { adminPass: told } = await this.calls.json<{ readonly adminPass?: string }>(call, options);
    return told === undefined ? undefined : new Secret(told);
  }

  async unrescue(server: Ref, options: NovaOptions = {}): Promise<void> {
    await this.#act(server, 'unrescue', null, options);
  }

  /** By an agent inside the server. */
  async changePassword(server: Ref, password: string | Secret, options: NovaOptions = {}): Promise<void> {
    await this.#act(server, 'changePassword', { adminPass: Secret.of(password).reveal() }, options);
  }

  /** The id of the image, which is not ready yet: `image.images.waitFor(id)`. Of a server on volumes the image points at snapshots. */
  async createImage(
    server: Ref,
    name: string,
    options: NovaOptions & { readonly metadata?: Readonly<Record<string, string>> | undefined } = {},
  ): Promise<string> {
    const { metadata } = options;
    const call = requests.action(idOf(server, 'server'), 'createImage', {
      name: given(name, 'name of the image'),
      ...(metadata === undefined ? {} : { metadata }),
    });
    return given(await this.#imageOf(call, options), 'the image that the cloud promised');
  }

  /** The id of the image. Keeps the last `rotation` images of the kind, and deletes those before; with 0 there is none in the end. */
  async createBackup(server: Ref, name: string, kind: string, rotation: number, options: NovaOptions = {}): Promise<string | undefined> {
    const argument = { name: given(name, 'name of the backup'), backup_type: kind, rotation };
    return this.#imageOf(requests.action(idOf(server, 'server'), 'createBackup', argument), options);
  }

  async forceDelete(server: Ref, options: NovaOptions = {}): Promise<void> {
    await this.#act(server, 'forceDelete', null, options);
  }

  /** Back from SOFT_DELETED. */
  async restore(server: Ref, options: NovaOptions = {}): Promise<void> {
    await this.#act(server, 'restore', null, options);
  }

  /** By name. On all ports of the server. */
  async addSecurityGroup(server: Ref, name: string, options: NovaOptions = {}): Promise<void> {
    await this.#act(server, 'addSecurityGroup', { name: given(name, 'security group') }, options);
  }

  async removeSecurityGroup(server: Ref, name: string, options: NovaOptions = {}): Promise<void> {
    await this.#act(server, 'removeSecurityGroup', { name: given(name, 'security group') }, options);
  }

  /** Until 2.43; `network.floatingIps.associate` is the way since. */
  async addFloatingIp(server: Ref, address: string, options: NovaOptions & { readonly fixedAddress?: string | undefined } = {}): Promise<void> {
    const { fixedAddress } = options;
    await this.#act(server, 'addFloatingIp', { address, ...(fixedAddress === undefined ? {} : { fixed_address: fixedAddress }) }, options);
  }

  async removeFloatingIp(server: Ref, address: string, options: NovaOptions = {}): Promise<void> {
    await this.#act(server, 'removeFloatingIp', { address }, options);
  }

  /** Another address of a network, on a port of the server. Until 2.43. */
  async addFixedIp(server: Ref, network: Ref, options: NovaOptions = {}): Promise<void> {
    await this.#act(server, 'addFixedIp', { networkId: idOf(network, 'network') }, options);
  }

  async removeFixedIp(server: Ref, address: string, options: NovaOptions = {}): Promise<void> {
    await this.#act(server, 'removeFixedIp', { address }, options);
  }

  /** The last `lines` of what the server wrote to its console, or all that is kept. */
  async consoleOutput(server: Ref, options: NovaOptions & { readonly lines?: number | undefined } = {}): Promise<string> {
    const { lines } = options;
    const call = requests.action(idOf(server, 'server'), 'os-getConsoleOutput', lines === undefined ? {} : { length: lines });
    return (await this.calls.json<{ readonly output?: string | null }>(call, options)).output ?? '';
  }

  /** Where a console can be opened, for a while. Whoever has the address has the console. */
  async console(server: Ref, protocol: ConsoleProtocol = 'vnc', options: NovaOptions & { readonly type?: string | undefined } = {}): Promise<ConsoleWire> {
    const known = CONSOLES[protocol];
    if (known === undefined) throw invalid(`there are no consoles of protocol ${JSON.stringify(protocol)}`, Object.keys(CONSOLES).join(', '));
    const type = options.type ?? known.type;
    const id = idOf(server, 'server');
    if (await this.#knowsRemoteConsoles(options)) return this.calls.member<ConsoleWire>(requests.remoteConsole(id, protocol, type), 'remote_console', options);
    return this.calls.member<ConsoleWire>(requests.action(id, known.action, { type }), 'console', options);
  }

  /** For administrators, and at Rackspace for users. VERIFY_RESIZE comes next. */
  async migrate(server: Ref, options: NovaOptions = {}): Promise<void> {
    await this.#act(server, 'migrate', null, options);
  }

  /** For administrators. Without `host` the scheduler chooses one. */
  async liveMigrate(
    server: Ref,
    options: NovaOptions & { readonly host?: string | undefined; readonly blockMigration?: boolean | 'auto' | undefined } = {},
  ): Promise<void> {
    const argument = { host: options.host ?? null, block_migration: options.blockMigration ?? 'auto' };
    await this.#act(server, 'os-migrateLive', argument, options, { need: '2.25' });
  }

  /** For administrators: away from a host that is down. */
  async evacuate(
    server: Ref,
    options: NovaOptions & { readonly host?: string | undefined; readonly adminPass?: string | Secret | undefined } = {},
  ): Promise<void> {
    const { host, adminPass } = options;
    const argument = { ...(host === undefined ? {} : { host }), ...(adminPass === undefined ? {} : { adminPass: Secret.of(adminPass).reveal() }) };
    await this.#act(server, 'evacuate', argument, options, { need: '2.14' });
  }

  /** For administrators: writes the state down, without doing anything. */
  async resetState(server: Ref, state: 'active' | 'error' = 'error', options: NovaOptions = {}): Promise<void> {
    await this.#act(server, 'os-resetState', { state }, options);
  }

  /** For administrators, and at Rackspace. */
  async resetNetwork(server: Ref, options: NovaOptions = {}): Promise<void> {
    await this.#act(server, 'resetNetwork', null, options);
  }

  async triggerCrashDump(server: Ref, options: NovaOptions = {}): Promise<void> {
    await this.#act(server, 'trigger_crash_dump', null, options, { need: '2.17' });
  }

  async #imageOf(call: NovaCall, options: NovaOptions): Promise<string | undefined> {
    const { body, headers } = await this.calls.plain.read(
      await this.calls.prepare(call, options),
      options,
      asJson<{ readonly image_id?: string } | undefined>({ allowEmpty: true }),
    );
    // Since 2.45 in the body; before `http://127.0.0.1:9292/images/<id>`: of the address only the id can be used.
    return body?.image_id ?? lastOf(headers['location']);
  }

  async #knowsRemoteConsoles(options: NovaOptions): Promise<boolean> {
    if (options.microversion !== undefined) return true;
    return (await this.calls.microversions.negotiate('2.8', options as CallOptions)) === '2.8';
  }

  async #act(server: Ref, name: string, argument: unknown, options: NovaOptions, more: Pick<NovaCall, 'need'> = {}): Promise<void> {
    await this.calls.empty(requests.action(idOf(server, 'server'), name, argument, more), options);
  }
}

const lastOf = (address: string | undefined): string | undefined => address?.split('?')[0]?.split('/').filter(Boolean).at(-1);
