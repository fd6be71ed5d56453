import { encodePathSegment, type Ref } from '@portolan/core/driver';
import * as requests from '../../compute/servers/requests.ts';
import { BOOT_SCRIPT_KEY, type BootScript, bootScriptText } from '../boot-script.ts';
import { type Calls, given, type NativeOptions, refId } from '../calls.ts';
import { assertMetadata } from './create.ts';
import { sealCredentials } from './credentials.ts';
import { holds, type WriteOptions, writeEntries } from './machine-entries.ts';

export type Metadata = Readonly<Record<string, unknown>>;

/** Metadata of a machine: what its guest reads. The cloud's own entries are among them. */
export class NativeMetadata {
  readonly #calls: Calls;

  constructor(calls: Calls) {
    this.#calls = calls;
  }

  /** Texts. `credentials: true`: generated passwords too, as `Secret`s under `credentials`. */
  async list(machine: Ref, options: NativeOptions & { readonly credentials?: boolean | undefined } = {}): Promise<Metadata> {
    const { credentials, ...rest } = options;
    const request = requests.listMetadata(refId(machine, 'machine'));
    return sealCredentials(await this.#calls.json<Metadata>(credentials === true ? { ...request, query: { credentials: true } } : request, rest));
  }

  /** Undefined: no such entry. */
  async get(machine: Ref, key: string, options: NativeOptions = {}): Promise<string | undefined> {
    const path = `${requests.listMetadata(refId(machine, 'machine')).path}/${encodePathSegment(given(key, 'key'))}`;
    const answer = await this.#calls.answer({ operation: 'GetMachineMetadata', method: 'GET', path, accept: [404] }, options);
    return answer.status === 404 || answer.body === undefined ? undefined : textOf(answer.body);
  }

  /** Adds these to those it has. Answers all it will have. */
  async update(machine: Ref, metadata: Readonly<Record<string, string>>, options: WriteOptions = {}): Promise<Metadata> {
    assertMetadata(metadata);
    const request = requests.addMetadata(refId(machine, 'machine'), metadata);
    return sealCredentials(
      await writeEntries<Metadata>(
        this.#calls,
        machine,
        request,
        (each) => this.list(machine, each),
        (seen) => holds(seen, metadata),
        options,
      ),
    );
  }

  /** Absent is success. `credentials`, `administrator_pw` and `root_authorized_keys` cannot go. */
  async delete(machine: Ref, key: string, options: WriteOptions = {}): Promise<void> {
    const request = requests.removeMetadata(refId(machine, 'machine'), given(key, 'key'));
    await writeEntries(
      this.#calls,
      machine,
      request,
      (each) => this.list(machine, each),
      (seen) => !Object.hasOwn(seen, key),
      options,
    );
  }

  /** All but `root_authorized_keys` and `administrator_pw`, which the server keeps. */
  async deleteAll(machine: Ref, options: NativeOptions = {}): Promise<void> {
    const { path } = requests.listMetadata(refId(machine, 'machine'));
    await this.#calls.empty({ operation: 'DeleteAllMachineMetadata', method: 'DELETE', path }, options);
  }

  /** What runs at its next boots. */
  async setBootScript(machine: Ref, script: BootScript, options: WriteOptions = {}): Promise<void> {
    await this.update(machine, { [BOOT_SCRIPT_KEY]: await bootScriptText(script) }, options);
  }

  async deleteBootScript(machine: Ref, options: WriteOptions = {}): Promise<void> {
    await this.delete(machine, BOOT_SCRIPT_KEY, options);
  }
}

const textOf = (body: unknown): string => (typeof body === 'string' ? body : JSON.stringify(body));
