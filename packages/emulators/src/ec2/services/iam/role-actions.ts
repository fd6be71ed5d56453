import { identityId } from '../identity-id.ts';
import { Entries } from '../member-xml.ts';
import type { ServiceActions } from '../service.ts';
import { ServiceError, validationError } from '../service-error.ts';
import { listed, underPath } from './listing.ts';
import { conflict, type IamStore, type Profile, pathOf, policyDocument, type Role, type ServerCertificate } from './store.ts';
import { renamed } from './user-actions.ts';
import { certificateView, profileView, roleView } from './view.ts';

const profileActions = (store: IamStore): ServiceActions => ({
  CreateInstanceProfile: ({ parameters, now }) => {
    const name = store.profiles.fresh(parameters);
    const { id, path, createdAt, tags } = store.born('AIPA', name, parameters, now);
    const profile: Profile = { id, name, path, createdAt, tags, role: undefined };
    store.profiles.all.set(name, profile);
    return { InstanceProfile: profileView(store, profile) };
  },
  GetInstanceProfile: ({ parameters }) => ({ InstanceProfile: profileView(store, store.profiles.of(parameters)) }),
  ListInstanceProfiles: ({ parameters }) =>
    listed(
      store,
      parameters,
      'InstanceProfiles',
      underPath(parameters, store.profiles.all.values()),
      ({ name }) => name,
      (profile) => profileView(store, profile),
    ),
  ListInstanceProfilesForRole: ({ parameters }) => {
    const role = store.roles.of(parameters);
    const profiles = [...store.profiles.all.values()].filter((profile) => profile.role === role);
    return listed(
      store,
      parameters,
      'InstanceProfiles',
      profiles,
      ({ name }) => name,
      (profile) => profileView(store, profile),
    );
  },
  DeleteInstanceProfile: ({ parameters }) => {
    const profile = store.profiles.of(parameters);
    if (profile.role !== undefined) throw conflict('Cannot delete entity, must remove roles from instance profile first.');
    store.profiles.all.delete(profile.name);
    return undefined;
  },
  AddRoleToInstanceProfile: ({ parameters }) => {
    const profile = store.profiles.of(parameters);
    const role = store.roles.of(parameters);
    if (profile.role !== undefined) throw new ServiceError('LimitExceeded', 'Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1', 409);
    profile.role = role;
    return undefined;
  },
  RemoveRoleFromInstanceProfile: ({ parameters }) => {
    const profile = store.profiles.of(parameters);
    const role = store.roles.of(parameters);
    if (profile.role !== role) throw new ServiceError('NoSuchEntity', `Role ${role.name} in Instance Profile ${profile.name} cannot be found.`, 404);
    profile.role = undefined;
    return undefined;
  },
});

const serverCertificateActions = (store: IamStore): ServiceActions => ({
  UploadServerCertificate: ({ parameters, now }) => {
    const name = store.serverCertificates.fresh(parameters);
    const body = parameters.required('CertificateBody');
    parameters.required('PrivateKey');
    if (!body.includes('-----BEGIN CERTIFICATE-----'))
      throw new ServiceError('MalformedCertificate', 'Unable to parse certificate. Please ensure the certificate is in PEM format.');
    const certificate: ServerCertificate = {
      id: identityId('ASCA'),
      name,
      path: pathOf(parameters),
      body,
      chain: parameters.text('CertificateChain'),
      uploadedAt: now,
    };
    store.serverCertificates.all.set(name, certificate);
    return { ServerCertificateMetadata: certificateView(store, certificate) };
  },
  GetServerCertificate: ({ parameters }) => {
    const certificate = store.serverCertificates.of(parameters);
    return {
      ServerCertificate: {
        ServerCertificateMetadata: certificateView(store, certificate),
        CertificateBody: certificate.body,
        CertificateChain: certificate.chain,
      },
    };
  },
  ListServerCertificates: ({ parameters }) => {
    const chosen = underPath(parameters, store.serverCertificates.all.values());
    return listed(
      store,
      parameters,
      'ServerCertificateMetadataList',
      chosen,
      ({ name }) => name,
      (certificate) => certificateView(store, certificate),
    );
  },
  UpdateServerCertificate: ({ parameters }) => {
    const certificate = store.serverCertificates.of(parameters);
    const name = parameters.text('NewServerCertificateName');
    const path = parameters.text('NewPath') === undefined ? undefined : pathOf(parameters, 'NewPath');
    renamed(store.serverCertificates.all, certificate, name === undefined ? undefined : store.serverCertificates.fresh(parameters, name), path);
    return undefined;
  },
  DeleteServerCertificate: ({ parameters }) => {
    store.serverCertificates.all.delete(store.serverCertificates.of(parameters).name);
    return undefined;
  },
});

const accountActions = (store: IamStore): ServiceActions => ({
  CreateAccountAlias: ({ parameters }) => {
    const alias = parameters.required('AccountAlias');
    if (!/^[a-z0-9](?:[a-z0-9]|-(?!-)){1,61}[a-z0-9]$/.test(alias)) throw validationError(`The specified value for accountAlias is invalid: ${alias}`);
    store.alias = alias;
    return undefined;
  },
  ListAccountAliases: ({ parameters }) =>
    listed(
      store,
      parameters,
      'AccountAliases',
      store.alias === undefined ? [] : [store.alias],
      (alias) => alias,
      (alias) => alias,
    ),
  DeleteAccountAlias: ({ parameters }) => {
    const alias = parameters.required('AccountAlias');
    if (store.alias !== alias) throw new ServiceError('NoSuchEntity', `The account alias ${alias} cannot be found.`, 404);
    store.alias = undefined;
    return undefined;
  },
  GetAccountSummary: () => ({
    SummaryMap: new Entries([
      ['Users', store.users.all.size],
      ['UsersQuota', 5000],
      ['Groups', store.groups.all.size],
      ['GroupsQuota', 300],
      ['Roles', store.roles.all.size],
      ['RolesQuota', 1000],
      ['InstanceProfiles', store.profiles.all.size],
      ['Policies', store.policies.size],
      ['ServerCertificates', store.serverCertificates.all.size],
      ['AccessKeysPerUserQuota', 2],
      ['AccountMFAEnabled', 0],
    ]),
  }),
});

export const roleActions = (store: IamStore): ServiceActions => ({
  CreateRole: ({ parameters, now }) => {
    const name = store.roles.fresh(parameters);
    const role: Role = {
      ...store.born('AROA', name, parameters, now),
      trust: policyDocument(parameters, 'AssumeRolePolicyDocument'),
      description: parameters.text('Description'),
      maxSessionSeconds: parameters.integer('MaxSessionDuration') ?? 3600,
    };
    store.roles.all.set(name, role);
    return { Role: roleView(store, role) };
  },
  GetRole: ({ parameters }) => ({ Role: roleView(store, store.roles.of(parameters)) }),
  ListRoles: ({ parameters }) =>
    listed(
      store,
      parameters,
      'Roles',
      underPath(parameters, store.roles.all.values()),
      ({ name }) => name,
      (role) => roleView(store, role),
    ),
  UpdateAssumeRolePolicy: ({ parameters }) => {
    store.roles.of(parameters).trust = policyDocument(parameters);
    return undefined;
  },
  DeleteRole: ({ parameters }) => {
    const role = store.roles.of(parameters);
    if (role.inline.size > 0) throw conflict('Cannot delete entity, must delete policies first.');
    if (role.attached.size > 0) throw conflict('Cannot delete entity, must detach all policies first.');
    if ([...store.profiles.all.values()].some((profile) => profile.role === role))
      throw conflict('Cannot delete entity, must remove roles from instance profile first.');
    store.roles.all.delete(role.name);
    return undefined;
  },
  ...profileActions(store),
  ...serverCertificateActions(store),
  ...accountActions(store),
});
