import { type ActionTable, DONE } from '../query/action.ts';
import { Ec2Error } from '../query/ec2-error.ts';
import type { Parameters } from '../query/parameters.ts';
import type { XmlValue } from '../query/xml-writer.ts';
import { imageOf, snapshotOf } from './lookup.ts';
import type { Ec2State } from './state.ts';

/** Who beside the owner may use an image, or make volumes of a snapshot: accounts, and `all`. */
interface Shared {
  readonly users: ReadonlySet<string>;
  readonly toAll: boolean;
}

const view = (shared: Shared): XmlValue => [...(shared.toAll ? [{ group: 'all' }] : []), ...[...shared.users].map((userId) => ({ userId }))];

/** Changes in either form: `OperationType` with lists, or `LaunchPermission.Add.n`. */
function changed(parameters: Parameters, structure: string, before: Shared): Shared {
  const users = new Set(before.users);
  let { toAll } = before;
  const apply = (add: boolean, ids: readonly string[], groups: readonly string[]): void => {
    for (const id of ids) {
      if (!/^\d{12}$/.test(id)) throw new Ec2Error('InvalidAMIAttributeItemValue', `Invalid attribute item value "${id}" for userId item type.`);
      if (add) users.add(id);
      else users.delete(id);
    }
    for (const group of groups) {
      if (group !== 'all') throw new Ec2Error('InvalidAMIAttributeItemValue', `Invalid attribute item value "${group}" for userGroup item type.`);
      toAll = add;
    }
  };
  for (const [name, add] of [
    ['Add', true],
    ['Remove', false],
  ] as const) {
    const items = parameters.structures(`${structure}.${name}`);
    apply(
      add,
      items.flatMap((item) => item.text('UserId') ?? []),
      items.flatMap((item) => item.text('Group') ?? []),
    );
  }
  const operation = parameters.text('OperationType');
  if (operation !== undefined) apply(operation === 'add', parameters.list('UserId'), parameters.list('UserGroup'));
  return { users, toAll };
}

function sharedOf(state: Ec2State, id: string, isPublic: boolean): Shared {
  return { users: state.sharedWith.get(id) ?? new Set(), toAll: isPublic };
}

const SHARING = 'Attribute OperationType UserId.# UserGroup.#';
const invalidAttribute = (name: string): Ec2Error => new Ec2Error('InvalidParameterValue', `Invalid attribute value specified: ${name}`);

const IMAGE_ATTRIBUTES = ['launchPermission', 'productCodes', 'kernel', 'ramdisk', 'description', 'blockDeviceMapping'];

const imageAttributes: ActionTable = {
  DescribeImageAttribute: {
    accepts: 'ImageId Attribute',
    run: ({ parameters, state }) => {
      const image = imageOf(state, parameters.required('ImageId'));
      const name = parameters.required('Attribute');
      if (!IMAGE_ATTRIBUTES.includes(name)) throw invalidAttribute(name);
      const values: Readonly<Record<string, XmlValue>> = {
        launchPermission: view(sharedOf(state, image.id, image.isPublic)),
        productCodes: [],
        kernel: {},
        ramdisk: {},
        description: { value: image.description },
        blockDeviceMapping: image.blockDevices.map(({ deviceName, virtualName, ebs }) => ({ deviceName, virtualName, ebs })),
      };
      return { imageId: image.id, [name]: values[name] };
    },
  },
  ModifyImageAttribute: {
    accepts: `ImageId ${SHARING} ProductCode.# Value LaunchPermission.Add.#.UserId LaunchPermission.Add.#.Group LaunchPermission.Remove.#.UserId LaunchPermission.Remove.#.Group Description.Value`,
    run: ({ parameters, state, proceed }) => {
      const image = imageOf(state, parameters.required('ImageId'));
      if (image.ownerId !== state.accountId) throw new Ec2Error('AuthFailure', `Not authorized for image:${image.id}`, 403);
      const shared = changed(parameters, 'LaunchPermission', sharedOf(state, image.id, image.isPublic));
      proceed();
      image.isPublic = shared.toAll;
      state.sharedWith.set(image.id, shared.users);
      const old = parameters.text('Attribute') === 'description' ? parameters.text('Value') : undefined;
      image.description = parameters.text('Description.Value') ?? old ?? image.description;
      return DONE;
    },
  },
  ResetImageAttribute: {
    accepts: 'ImageId Attribute',
    run: ({ parameters, state, proceed }) => {
      const image = imageOf(state, parameters.required('ImageId'));
      const name = parameters.required('Attribute');
      if (name !== 'launchPermission') throw invalidAttribute(name);
      proceed();
      image.isPublic = false;
      state.sharedWith.delete(image.id);
      return DONE;
    },
  },
};

export const permissionActions: ActionTable = {
  ...imageAttributes,
  DescribeSnapshotAttribute: {
    accepts: 'SnapshotId Attribute',
    run: ({ parameters, state }) => {
      const snapshot = snapshotOf(state, parameters.required('SnapshotId'));
      const name = parameters.required('Attribute');
      if (name !== 'createVolumePermission' && name !== 'productCodes') throw invalidAttribute(name);
      return { snapshotId: snapshot.id, [name]: name === 'productCodes' ? [] : view(sharedOf(state, snapshot.id, snapshot.isPublic)) };
    },
  },
  ModifySnapshotAttribute: {
    accepts: `SnapshotId ${SHARING} CreateVolumePermission.Add.#.UserId CreateVolumePermission.Add.#.Group CreateVolumePermission.Remove.#.UserId CreateVolumePermission.Remove.#.Group`,
    run: ({ parameters, state, proceed }) => {
      const snapshot = snapshotOf(state, parameters.required('SnapshotId'));
      const shared = changed(parameters, 'CreateVolumePermission', sharedOf(state, snapshot.id, snapshot.isPublic));
      proceed();
      snapshot.isPublic = shared.toAll;
      state.sharedWith.set(snapshot.id, shared.users);
      return DONE;
    },
  },
  ResetSnapshotAttribute: {
    accepts: 'SnapshotId Attribute',
    run: ({ parameters, state, proceed }) => {
      const snapshot = snapshotOf(state, parameters.required('SnapshotId'));
      if (parameters.required('Attribute') !== 'createVolumePermission') throw invalidAttribute(parameters.required('Attribute'));
      proceed();
      snapshot.isPublic = false;
      state.sharedWith.delete(snapshot.id);
      return DONE;
    },
  },
};
