import type { Field } from '../search/run-search.ts';
import type { EngineState } from '../state/engine-state.ts';
import type { Vm } from '../state/model.ts';
import { type Element, part } from '../wire/element.ts';

/** The text of a member that is kept beside an object: `keptText(state, id, 'cpu', 'type')`. */
export function keptText(state: EngineState, id: string, ...path: readonly string[]): string | undefined {
  const [first = '', ...rest] = path;
  return rest.reduce<Element | undefined>((at, name) => (at === undefined ? undefined : part(at, name)), state.open.kept(id)?.get(first))?.text;
}

type Found = { readonly id: string };

export const keptField = <T extends Found>(state: EngineState, otherwise: string, ...path: readonly string[]): Field<T> => ({
  kind: 'text',
  of: (item) => keptText(state, item.id, ...path) ?? otherwise,
});

export const keptFlag = <T extends Found>(state: EngineState, otherwise: boolean, ...path: readonly string[]): Field<T> => ({
  kind: 'enum',
  values: ['true', 'false'],
  of: (item) => keptText(state, item.id, ...path) ?? String(otherwise),
});

export const fixedEnum = <T>(value: string, values: readonly string[] = [value]): Field<T> => ({ kind: 'enum', values, of: () => value });

export const ARCHITECTURES: readonly string[] = ['undefined', 'x86_64', 'ppc64', 's390x', 'aarch64'];

/** `vms.name=web*` in a search for something that virtual machines are in or on. */
export function machineFields<T>(machines: (item: T) => readonly Vm[]): Readonly<Record<string, Field<T>>> {
  const status = (vm: Vm): string => (vm.status === 'migrating' ? 'migratingfrom' : vm.status.replaceAll('_', ''));
  const values = [
    'down',
    'up',
    'poweringup',
    'paused',
    'migratingfrom',
    'waitforlaunch',
    'rebootinprogress',
    'savingstate',
    'restoringstate',
    'suspended',
    'imagelocked',
    'poweringdown',
  ]; // prettier-ignore
  const names: Field<T> = { kind: 'text', of: (item) => machines(item).map((vm) => vm.name) };
  const statuses: Field<T> = { kind: 'enum', values, of: (item) => machines(item).map(status) };
  return { 'vms.name': names, 'vm.name': names, 'vms.status': statuses, 'vm.status': statuses };
}

/** Names of the tags of an object whose tags stand below its path. */
export const openTags = (state: EngineState, path: string): string[] =>
  [...state.open.collection(`${path}/tags`).keys()].flatMap((id) => state.tags.get(id)?.name ?? []);
