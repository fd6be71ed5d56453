import type { Method, Place } from '../catalogue/catalogue.ts';
import { catalogue } from '../catalogue/catalogue.ts';
import { type Answer, actionAnswer, bodyOf, type Call, must } from '../wire/call.ts';
import { list, type Part } from '../wire/element.ts';
import { conflict } from '../wire/faults.ts';
import { child, childText, type XmlElement } from '../wire/read-body.ts';
import { requireMembers } from './mandatory.ts';
import type { OpenItem } from './open-store.ts';
import { membersOf, type PlainObject } from './plain-object.ts';
import { mergeMembers } from './read-members.ts';

interface Acting {
  readonly call: Omit<Call, 'ids'>;
  readonly body: XmlElement;
  /** The object, when it is one without behaviour of its own. */
  readonly item: OpenItem | undefined;
  /** Path of what is acted on. */
  readonly path: string;
  readonly change: (members: PlainObject) => void;
}

type Effect = (acting: Acting) => readonly Part[] | undefined;

const status =
  (wanted: string, from: readonly string[], refusal: string): Effect =>
  ({ item, change }) => {
    if (!from.includes(item?.members.get('status')?.text ?? '')) throw conflict(refusal);
    change({ status: wanted });
    return undefined;
  };

const options = (item: OpenItem | undefined): { readonly name: string; readonly value: string }[] =>
  (item?.members.get('options')?.children ?? []).map((one) => ({
    name: one.children.find((each) => each.name === 'name')?.text ?? '',
    value: one.children.find((each) => each.name === 'value')?.text ?? '',
  }));

/** What an action does beyond answering that it is done. */
const EFFECTS: Readonly<Record<string, Effect>> = {
  'GlusterVolume.start': status('up', ['down'], 'Cannot start Gluster Volume. The volume is already started.'),
  'GlusterVolume.stop': status('down', ['up'], 'Cannot stop Gluster Volume. The volume is not started.'),
  'GlusterVolume.set_option': ({ body, item, change }) => {
    const [name = '', value = ''] = ['name', 'value'].map((one) => childText(child(body, 'option'), one));
    change({ options: [...options(item).filter((one) => one.name !== name), { name, value }] });
    return undefined;
  },
  'GlusterVolume.reset_option': ({ body, item, change }) => {
    const name = childText(child(body, 'option'), 'name');
    change({ options: options(item).filter((one) => one.name !== name) });
    return undefined;
  },
  'GlusterVolume.reset_all_options': ({ change }) => {
    change({ options: [] });
    return undefined;
  },
  'GlusterVolume.get_profile_statistics': ({ item }) => [
    { name: 'details', attributes: { id: item?.id ?? '' }, children: [list('brick_profile_details', []), list('nfs_profile_details', [])] },
  ],
  'GlusterHook.enable': ({ change }) => {
    change({ status: 'enabled' });
    return undefined;
  },
  'GlusterHook.disable': ({ change }) => {
    change({ status: 'disabled' });
    return undefined;
  },
  'GlusterHook.resolve': ({ change }) => {
    change({ conflict_status: 0, conflicts: '' });
    return undefined;
  },
  'HostNic.update_virtual_functions_configuration': ({ body, change }) => {
    const wanted = child(body, 'virtual_functions_configuration');
    const number = childText(wanted, 'number_of_virtual_functions');
    const all = childText(wanted, 'all_networks_allowed');
    change({
      virtual_functions_configuration: {
        ...(number === undefined ? {} : { number_of_virtual_functions: number }),
        ...(all === undefined ? {} : { all_networks_allowed: all }),
      },
    });
    return undefined;
  },
  'ExternalHostProvider.test_connectivity': () => undefined,
};

/** An action of something without behaviour of its own: checked for what it needs, and done at once. */
export function openAction(place: Place, action: Method, call: Omit<Call, 'ids'>, path: string): Answer {
  const body = bodyOf({ ...call, ids: {} }, 'action');
  requireMembers(
    body,
    'Action',
    action.name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase()),
    action.mandatory,
  );
  const last = must(place.way.at(-1));
  const item = last.id === undefined ? undefined : call.state.open.collection(path.slice(0, path.lastIndexOf('/'))).get(last.id);
  if (last.id !== undefined && item === undefined) must(call.fetch(path));
  const struct = catalogue().struct(last.service.type ?? '');
  const change = (members: PlainObject): void => {
    if (item !== undefined && struct !== undefined) item.members = mergeMembers(item.members, membersOf(struct, members));
  };
  const out = EFFECTS[`${last.service.name}.${action.name}`]?.({ call, body, item, path, change }) ?? [];
  return actionAnswer({ ...call, ids: {} }, undefined, out);
}
