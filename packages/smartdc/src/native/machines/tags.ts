import { encodePathSegment, type Ref } from '@portolan/core/driver';
import * as requests from '../../compute/servers/requests.ts';
import type { TagValue } from '../../compute/servers/wire.ts';
import { type Calls, given, type NativeOptions, refId } from '../calls.ts';
import { assertTags } from './create.ts';
import { holds, same, type WriteOptions, writeEntries } from './machine-entries.ts';

export type Tags = Readonly<Record<string, TagValue>>;

/** Tags of a machine: texts, numbers, booleans. */
export class NativeTags {
  readonly #calls: Calls;

  constructor(calls: Calls) {
    this.#calls = calls;
  }

  async list(machine: Ref, options: NativeOptions = {}): Promise<Tags> {
    return this.#calls.json<Tags>(requests.listTags(refId(machine, 'machine')), options);
  }

  /** Read from the whole map: the call for one tag answers `""` for numbers and booleans. Undefined: no such tag. */
  async get(machine: Ref, tag: string, options: NativeOptions = {}): Promise<TagValue | undefined> {
    const tags = await this.list(machine, options);
    return Object.hasOwn(tags, tag) ? tags[tag] : undefined;
  }

  /** Adds these to those it has. Answers all it will have. */
  async add(machine: Ref, tags: Tags, options: WriteOptions = {}): Promise<Tags> {
    assertTags(tags);
    return this.#write(machine, requests.addTags(refId(machine, 'machine'), tags), (seen) => holds(seen, tags), options);
  }

  /** It will have these and no others. */
  async replace(machine: Ref, tags: Tags, options: WriteOptions = {}): Promise<Tags> {
    assertTags(tags);
    if (Object.keys(tags).length === 0) {
      await this.deleteAll(machine, options);
      return {};
    }
    return this.#write(machine, requests.replaceTags(refId(machine, 'machine'), tags), (seen) => same(seen, tags), options);
  }

  /** Absent is success. */
  async delete(machine: Ref, tag: string, options: WriteOptions = {}): Promise<void> {
    const all = requests.removeTags(refId(machine, 'machine'));
    const request = { ...all, operation: 'DeleteMachineTag', path: `${all.path}/${encodePathSegment(given(tag, 'tag'))}`, accept: [404] };
    await this.#write(machine, request, (seen) => !Object.hasOwn(seen, tag), options);
  }

  async deleteAll(machine: Ref, options: WriteOptions = {}): Promise<void> {
    await this.#write(machine, requests.removeTags(refId(machine, 'machine')), (seen) => same(seen, {}), options);
  }

  #write(machine: Ref, request: ReturnType<typeof requests.addTags>, done: (seen: Readonly<Record<string, unknown>>) => boolean, options: WriteOptions) {
    return writeEntries<Tags>(this.#calls, machine, request, (each) => this.list(machine, each), done, options);
  }
}
