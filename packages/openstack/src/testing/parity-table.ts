import * as core from '@portolan/core/driver';
import { capabilities } from '../capabilities.ts';
import { openstackFields } from '../config.ts';
import { OpenstackNative } from '../native.ts';
import { rackspaceFields } from '../rackspace-config.ts';
import { SwiftStorage } from '../storage/driver.ts';
import { scriptedCloud } from './scripted-cloud.ts';

export interface ParityRow {
  readonly section: string;
  readonly mark: string;
  readonly old: string;
  /** Names that stand in the third column. */
  readonly names: readonly string[];
  readonly notes: string;
}

/** The rows of a PARITY file: `| ★ | old | new | notes |`. */
export function parityRows(markdown: string): readonly ParityRow[] {
  const rows: ParityRow[] = [];
  let section = '';
  for (const line of markdown.split('\n')) {
    section = /^## (.*)$/.exec(line)?.[1] ?? section;
    const [, mark = '', old = '', here = '', notes = ''] = line.split(/(?<!\\)\|/).map((cell) => cell.trim());
    if (!/^[★◆·]$/.test(mark)) continue;
    rows.push({ section, mark, old, names: [...here.matchAll(/`([^`]+)`/g)].map((match) => match[1] as string), notes });
  }
  return rows;
}

/** Why a name cannot be called on the real objects; `undefined` when it can. */
export async function whyNot(name: string): Promise<string | undefined> {
  const [root = '', ...path] = name.split('.');
  if (path.length === 0) return 'it names nothing';
  if (root === 'config')
    return path.every((field) => Object.hasOwn(openstackFields, field) || Object.hasOwn(rackspaceFields, field)) ? undefined : 'no such field';
  if (root === 'core') return Object.hasOwn(core, path[0] as string) ? undefined : 'no such export';
  if (root === 'cloud') return walk(core.Cloud.prototype, path);
  if (root === 'native') return walk(new OpenstackNative(scriptedCloud(() => undefined).client), path);
  if (root === 'storage') return walk(portableStorage(), path);
  return `nothing is called ${root}`;
}

function portableStorage(): core.Storage {
  const { client, connection } = scriptedCloud(() => undefined);
  const { provider, clock, random } = connection;
  return new core.Storage({ provider, clock, random, capabilities }, new SwiftStorage(client));
}

/** A call, or what calls hang on: the last name is a function, or an object that has some. */
async function walk(from: object, path: readonly string[]): Promise<string | undefined> {
  let at: unknown = from;
  for (const part of path) {
    if ((typeof at !== 'object' && typeof at !== 'function') || at === null || !(part in at)) return `there is no ${part}`;
    at = await (at as Readonly<Record<string, unknown>>)[part];
  }
  if (typeof at === 'function') return undefined;
  return typeof at === 'object' && at !== null && callsOf(at).length > 0 ? undefined : `${path.at(-1)} is no call`;
}

const callsOf = (thing: object): readonly string[] =>
  [...Object.keys(thing), ...Object.getOwnPropertyNames(Object.getPrototypeOf(thing))].filter((name) => name !== 'constructor');
