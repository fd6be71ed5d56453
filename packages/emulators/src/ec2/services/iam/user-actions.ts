import { randomBytes } from 'node:crypto';
import type { KnownCredential } from '../../auth/credentials.ts';
import type { Parameters } from '../../query/parameters.ts';
import { identityId } from '../identity-id.ts';
import type { ServiceActions } from '../service.ts';
import { ServiceError, validationError } from '../service-error.ts';
import { listed, underPath } from './listing.ts';
import { type AccessKey, conflict, type IamStore, pathOf, type User } from './store.ts';
import { groupView, userView } from './view.ts';

const MAX_KEYS = 2;

/** The user named, or who calls. */
function userMeant(store: IamStore, parameters: Parameters, caller: KnownCredential): User {
  const name = parameters.text('UserName');
  if (name !== undefined && name !== '') return store.users.named(name);
  const own = [...store.users.all.values()].find((user) => user.keys.has(caller.accessKeyId));
  if (own === undefined) throw validationError('Must specify userName when calling with non-User credentials');
  return own;
}

/** Takes a thing to another name and path. */
export function renamed<T extends { name: string; path: string }>(all: Map<string, T>, item: T, name: string | undefined, path: string | undefined): void {
  if (path !== undefined) item.path = path;
  if (name === undefined) return;
  all.delete(item.name);
  item.name = name;
  all.set(name, item);
}

const keyOf = (user: User, id: string): AccessKey => {
  const key = user.keys.get(id);
  if (key === undefined) throw new ServiceError('NoSuchEntity', `The Access Key with id ${id} cannot be found`, 404);
  return key;
};

const date = (ms: number): Date => new Date(Math.floor(ms / 1000) * 1000);

const keyActions = (store: IamStore): ServiceActions => {
  const { credentials } = store.context;
  return {
    CreateAccessKey: ({ parameters, caller, now }) => {
      const user = userMeant(store, parameters, caller);
      if (user.keys.size >= MAX_KEYS) throw new ServiceError('LimitExceeded', `Cannot exceed quota for AccessKeysPerUser: ${MAX_KEYS}`, 409);
      const id = identityId('AKIA', 16);
      const secretAccessKey = randomBytes(30).toString('base64');
      credentials.add({ accessKeyId: id, secretAccessKey });
      user.keys.set(id, { id, createdAt: now, status: 'Active' });
      return { AccessKey: { UserName: user.name, AccessKeyId: id, Status: 'Active', SecretAccessKey: secretAccessKey, CreateDate: date(now) } };
    },
    ListAccessKeys: ({ parameters, caller }) => {
      const user = userMeant(store, parameters, caller);
      return listed(
        store,
        parameters,
        'AccessKeyMetadata',
        user.keys.values(),
        ({ id }) => id,
        (key) => ({
          UserName: user.name,
          AccessKeyId: key.id,
          Status: key.status,
          CreateDate: date(key.createdAt),
        }),
      );
    },
    UpdateAccessKey: ({ parameters, caller }) => {
      const user = userMeant(store, parameters, caller);
      const key = keyOf(user, parameters.required('AccessKeyId'));
      const status = parameters.required('Status');
      if (status !== 'Active' && status !== 'Inactive')
        throw validationError(`Value '${status}' at 'status' failed to satisfy constraint: Member must satisfy enum value set: [Active, Inactive]`);
      key.status = status;
      credentials.setActive(key.id, status === 'Active');
      return undefined;
    },
    DeleteAccessKey: ({ parameters, caller }) => {
      const user = userMeant(store, parameters, caller);
      const key = keyOf(user, parameters.required('AccessKeyId'));
      user.keys.delete(key.id);
      credentials.remove(key.id);
      return undefined;
    },
  };
};

const loginActions = (store: IamStore): ServiceActions => {
  const missing = (user: User): ServiceError => new ServiceError('NoSuchEntity', `Login Profile for User ${user.name} cannot be found.`, 404);
  return {
    CreateLoginProfile: ({ parameters, now }) => {
      const user = store.users.of(parameters);
      if (user.login !== undefined) throw new ServiceError('EntityAlreadyExists', `Login Profile for user ${user.name} already exists.`, 409);
      user.login = { createdAt: now, resetRequired: parameters.boolean('PasswordResetRequired') ?? false };
      return { LoginProfile: { UserName: user.name, CreateDate: date(now), PasswordResetRequired: user.login.resetRequired } };
    },
    GetLoginProfile: ({ parameters }) => {
      const user = store.users.of(parameters);
      if (user.login === undefined) throw missing(user);
      return { LoginProfile: { UserName: user.name, CreateDate: date(user.login.createdAt), PasswordResetRequired: user.login.resetRequired } };
    },
    UpdateLoginProfile: ({ parameters }) => {
      const user = store.users.of(parameters);
      if (user.login === undefined) throw missing(user);
      user.login.resetRequired = parameters.boolean('PasswordResetRequired') ?? user.login.resetRequired;
      return undefined;
    },
    DeleteLoginProfile: ({ parameters }) => {
      const user = store.users.of(parameters);
      if (user.login === undefined) throw missing(user);
      user.login = undefined;
      return undefined;
    },
  };
};

const signingActions = (store: IamStore): ServiceActions => {
  const missing = (id: string): ServiceError => new ServiceError('NoSuchEntity', `The Certificate with id ${id} cannot be found.`, 404);
  return {
    UploadSigningCertificate: ({ parameters, caller, now }) => {
      const user = userMeant(store, parameters, caller);
      const body = parameters.required('CertificateBody');
      if (!body.includes('-----BEGIN CERTIFICATE-----')) throw new ServiceError('MalformedCertificate', 'Certificate is not in PEM form');
      const certificate = { id: randomBytes(16).toString('hex').toUpperCase(), body, uploadedAt: now, status: 'Active' };
      user.certificates.set(certificate.id, certificate);
      return { Certificate: { UserName: user.name, CertificateId: certificate.id, CertificateBody: body, Status: 'Active', UploadDate: date(now) } };
    },
    ListSigningCertificates: ({ parameters, caller }) => {
      const user = userMeant(store, parameters, caller);
      return listed(
        store,
        parameters,
        'Certificates',
        user.certificates.values(),
        ({ id }) => id,
        (certificate) => ({
          UserName: user.name,
          CertificateId: certificate.id,
          CertificateBody: certificate.body,
          Status: certificate.status,
          UploadDate: date(certificate.uploadedAt),
        }),
      );
    },
    UpdateSigningCertificate: ({ parameters, caller }) => {
      const id = parameters.required('CertificateId');
      const certificate = userMeant(store, parameters, caller).certificates.get(id);
      if (certificate === undefined) throw missing(id);
      certificate.status = parameters.required('Status');
      return undefined;
    },
    DeleteSigningCertificate: ({ parameters, caller }) => {
      const id = parameters.required('CertificateId');
      if (!userMeant(store, parameters, caller).certificates.delete(id)) throw missing(id);
      return undefined;
    },
  };
};

const groupActions = (store: IamStore): ServiceActions => ({
  CreateGroup: ({ parameters, now }) => {
    const name = store.groups.fresh(parameters);
    const group = { ...store.born('AGPA', name, parameters, now), members: new Set<User>() };
    store.groups.all.set(name, group);
    return { Group: groupView(store, group) };
  },
  GetGroup: ({ parameters }) => {
    const group = store.groups.of(parameters);
    return {
      Group: groupView(store, group),
      ...listed(
        store,
        parameters,
        'Users',
        group.members,
        ({ name }) => name,
        (user) => userView(store, user),
      ),
    };
  },
  ListGroups: ({ parameters }) =>
    listed(
      store,
      parameters,
      'Groups',
      underPath(parameters, store.groups.all.values()),
      ({ name }) => name,
      (group) => groupView(store, group),
    ),
  UpdateGroup: ({ parameters }) => {
    const group = store.groups.of(parameters);
    const name = parameters.text('NewGroupName');
    const path = parameters.text('NewPath') === undefined ? undefined : pathOf(parameters, 'NewPath');
    renamed(store.groups.all, group, name === undefined ? undefined : store.groups.fresh(parameters, name), path);
    return undefined;
  },
  DeleteGroup: ({ parameters }) => {
    const group = store.groups.of(parameters);
    if (group.members.size > 0) throw conflict('Cannot delete entity, must remove users from group first.');
    if (group.inline.size > 0) throw conflict('Cannot delete entity, must delete policies first.');
    if (group.attached.size > 0) throw conflict('Cannot delete entity, must detach all policies first.');
    store.groups.all.delete(group.name);
    return undefined;
  },
  AddUserToGroup: ({ parameters }) => {
    store.groups.of(parameters).members.add(store.users.of(parameters));
    return undefined;
  },
  RemoveUserFromGroup: ({ parameters }) => {
    const user = store.users.of(parameters);
    const group = store.groups.of(parameters);
    if (!group.members.delete(user)) throw new ServiceError('NoSuchEntity', `User ${user.name} not in group ${group.name}`, 404);
    return undefined;
  },
  ListGroupsForUser: ({ parameters }) => {
    const user = store.users.of(parameters);
    const groups = [...store.groups.all.values()].filter(({ members }) => members.has(user));
    return listed(
      store,
      parameters,
      'Groups',
      groups,
      ({ name }) => name,
      (group) => groupView(store, group),
    );
  },
});

export const userActions = (store: IamStore): ServiceActions => ({
  CreateUser: ({ parameters, now }) => {
    const name = store.users.fresh(parameters);
    const user: User = { ...store.born('AIDA', name, parameters, now), keys: new Map(), certificates: new Map(), login: undefined };
    store.users.all.set(name, user);
    return { User: userView(store, user) };
  },
  GetUser: ({ parameters, caller, now }) => {
    const named = parameters.text('UserName');
    const own = [...store.users.all.values()].find((user) => user.keys.has(caller.accessKeyId));
    if (named !== undefined && named !== '') return { User: userView(store, store.users.named(named)) };
    if (own !== undefined) return { User: userView(store, own) };
    // The account itself.
    return { User: { Path: '/', UserName: store.alias, UserId: caller.accountId, Arn: `arn:aws:iam::${caller.accountId}:root`, CreateDate: date(now) } };
  },
  ListUsers: ({ parameters }) =>
    listed(
      store,
      parameters,
      'Users',
      underPath(parameters, store.users.all.values()),
      ({ name }) => name,
      (user) => userView(store, user),
    ),
  UpdateUser: ({ parameters }) => {
    const user = store.users.of(parameters);
    const name = parameters.text('NewUserName');
    const path = parameters.text('NewPath') === undefined ? undefined : pathOf(parameters, 'NewPath');
    renamed(store.users.all, user, name === undefined ? undefined : store.users.fresh(parameters, name), path);
    return undefined;
  },
  DeleteUser: ({ parameters }) => {
    const user = store.users.of(parameters);
    if (user.keys.size > 0) throw conflict('Cannot delete entity, must delete access keys first.');
    if (user.inline.size > 0) throw conflict('Cannot delete entity, must delete policies first.');
    if (user.attached.size > 0) throw conflict('Cannot delete entity, must detach all policies first.');
    if (user.login !== undefined) throw conflict('Cannot delete entity, must delete login profile first.');
    if (user.certificates.size > 0) throw conflict('Cannot delete entity, must delete signing certificates first.');
    if ([...store.groups.all.values()].some(({ members }) => members.has(user))) throw conflict('Cannot delete entity, must remove users from group first.');
    store.users.all.delete(user.name);
    return undefined;
  },
  ...groupActions(store),
  ...keyActions(store),
  ...loginActions(store),
  ...signingActions(store),
});
