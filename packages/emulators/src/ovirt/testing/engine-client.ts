import { request as httpRequest } from 'node:http';
import { ManualClock } from '../../kit/clock.ts';
import { child, parseXml, type XmlElement } from '../../kit/xml.ts';
import { type OvirtEmulator, type OvirtEmulatorOptions, startOvirtEmulator } from '../index.ts';

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly bytes: Buffer;
  readonly text: string;
  /** The parsed body of an XML answer. */
  readonly xml: XmlElement;
}

/** One request by node:http, nothing added to what is given. */
export async function send(url: string, method: string, headers: Readonly<Record<string, string | number>> = {}, body: string | Buffer = ''): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const length = Buffer.byteLength(body);
    const request = httpRequest(url, { method, headers: { ...(length > 0 ? { 'Content-Length': length } : {}), ...headers }, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const bytes = Buffer.concat(chunks);
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers as Record<string, string | undefined>,
          bytes,
          text: bytes.toString('utf8'),
          get xml() {
            return parseXml(bytes.toString('utf8'));
          },
        });
      });
      response.on('error', reject);
    });
    request.on('error', reject);
    request.end(body);
  });
}

/** Steps of a clock: each transition of the engine takes this long. */
export const STEP = 1000;

/** An engine on a clock that stands still, and a client that is logged in. */
export class TestEngine {
  readonly clock: ManualClock;
  readonly emulator: OvirtEmulator;
  token = '';

  private constructor(emulator: OvirtEmulator, clock: ManualClock) {
    this.emulator = emulator;
    this.clock = clock;
  }

  static async start(options: OvirtEmulatorOptions = {}): Promise<TestEngine> {
    const clock = new ManualClock(Date.UTC(2026, 2, 1, 9, 0, 0));
    const engine = new TestEngine(await startOvirtEmulator({ clock, transitionMs: STEP, ...options }), clock);
    await engine.login();
    return engine;
  }

  async login(): Promise<void> {
    const form = new URLSearchParams({ grant_type: 'password', scope: 'ovirt-app-api', username: 'admin@internal', password: 'ovirt-secret' });
    this.token = (JSON.parse((await this.sso('/ovirt-engine/sso/oauth/token', form)).text) as { access_token: string }).access_token;
  }

  sso(path: string, form: URLSearchParams, accept = 'application/json'): Promise<Reply> {
    return send(this.emulator.url + path, 'POST', { 'Content-Type': 'application/x-www-form-urlencoded', Accept: accept }, form.toString());
  }

  api(method: string, path: string, body = '', headers: Readonly<Record<string, string>> = {}): Promise<Reply> {
    const base = { Authorization: `Bearer ${this.token}`, Version: '4', Accept: 'application/xml', 'Content-Type': 'application/xml' };
    return send(`${this.emulator.url}/ovirt-engine/api${path}`, method, { ...base, ...headers }, body);
  }

  get(path: string): Promise<Reply> {
    return this.api('GET', path);
  }

  async text(path: string, ...names: readonly string[]): Promise<string | undefined> {
    let at: XmlElement | undefined = (await this.get(path)).xml;
    for (const name of names) at = child(at, name);
    return at?.text;
  }

  /** The id of what has that name in a list. */
  async idIn(path: string, name: string): Promise<string> {
    return (await this.get(path)).xml.children.find((one) => child(one, 'name')?.text === name)?.attributes['id'] ?? '';
  }

  /** Lets the engine finish `transitions` of them. */
  pass(transitions = 1): void {
    this.clock.advance(transitions * STEP);
  }

  /** Adds a VM of the Ubuntu template and waits until it is down. */
  async vm(name: string, more = ''): Promise<string> {
    const reply = await this.api(
      'POST',
      '/vms',
      `<vm><name>${name}</name><cluster><name>Default</name></cluster><template><name>ubuntu-22.04</name></template>${more}</vm>`,
    );
    if (reply.status !== 202) throw new Error(reply.text);
    this.pass();
    return reply.xml.attributes['id'] ?? '';
  }

  /** Adds a raw disk to the file storage and waits until it is ok. */
  async disk(alias: string, sizeBytes: number, more = ''): Promise<string> {
    const body = `<disk><name>${alias}</name><format>raw</format><provisioned_size>${sizeBytes}</provisioned_size><storage_domains><storage_domain><name>backups</name></storage_domain></storage_domains>${more}</disk>`;
    const reply = await this.api('POST', '/disks', body);
    if (reply.status !== 202) throw new Error(reply.text);
    this.pass();
    return reply.xml.attributes['id'] ?? '';
  }

  async up(id: string): Promise<void> {
    const reply = await this.api('POST', `/vms/${id}/start`, '<action/>');
    if (reply.status !== 200) throw new Error(reply.text);
    this.pass(2);
  }

  close(): Promise<void> {
    return this.emulator.close();
  }
}

/** Texts of an element's children: `names(list, 'name')` of a collection. */
export const names = (collection: XmlElement, member = 'name'): (string | undefined)[] => collection.children.map((item) => child(item, member)?.text);

export const idOf = (reply: Reply): string => reply.xml.attributes['id'] ?? '';

/** `Operation Failed: […]` of a fault, also of one inside an action. */
export function faultOf(reply: Reply): string {
  const fault = reply.xml.name === 'fault' ? reply.xml : child(reply.xml, 'fault');
  return `${child(fault, 'reason')?.text ?? ''}: ${child(fault, 'detail')?.text ?? ''}`;
}
