import { identityId } from '../identity-id.ts';
import type { ServiceActions } from '../service.ts';
import { ServiceError } from '../service-error.ts';
import { listed, underPath } from './listing.ts';
import { alreadyExists, conflict, type IamStore, type Identity, type ManagedPolicy, type Named, type PolicyVersion, pathOf, policyDocument } from './store.ts';
import { attachments, encoded, policyView, versionView } from './view.ts';

const MAX_VERSIONS = 5;

/** The actions on policies of users, groups and roles: the same ten for each, with another noun. */
function holderActions(store: IamStore, noun: 'User' | 'Group' | 'Role', holders: Named<Identity>): ServiceActions {
  const missing = (name: string): ServiceError => new ServiceError('NoSuchEntity', `The ${noun.toLowerCase()} policy with name ${name} cannot be found.`, 404);
  return {
    [`Put${noun}Policy`]: ({ parameters }) => {
      holders.of(parameters).inline.set(parameters.required('PolicyName'), policyDocument(parameters));
      return undefined;
    },
    [`Get${noun}Policy`]: ({ parameters }) => {
      const holder = holders.of(parameters);
      const name = parameters.required('PolicyName');
      const document = holder.inline.get(name);
      if (document === undefined) throw missing(name);
      return { [`${noun}Name`]: holder.name, PolicyName: name, PolicyDocument: encoded(store, document) };
    },
    [`List${noun}Policies`]: ({ parameters }) => {
      const holder = holders.of(parameters);
      return listed(
        store,
        parameters,
        'PolicyNames',
        holder.inline.keys(),
        (name) => name,
        (name) => name,
      );
    },
    [`Delete${noun}Policy`]: ({ parameters }) => {
      const name = parameters.required('PolicyName');
      if (!holders.of(parameters).inline.delete(name)) throw missing(name);
      return undefined;
    },
    [`Attach${noun}Policy`]: ({ parameters }) => {
      const holder = holders.of(parameters);
      holder.attached.add(store.policy(parameters).arn);
      return undefined;
    },
    [`Detach${noun}Policy`]: ({ parameters }) => {
      const arn = parameters.required('PolicyArn');
      if (!holders.of(parameters).attached.delete(arn)) throw new ServiceError('NoSuchEntity', `Policy ${arn} was not found.`, 404);
      return undefined;
    },
    [`ListAttached${noun}Policies`]: ({ parameters }) => {
      const attached = [...holders.of(parameters).attached].flatMap((arn) => store.policies.get(arn) ?? []);
      return listed(
        store,
        parameters,
        'AttachedPolicies',
        underPath(parameters, attached),
        ({ name }) => name,
        ({ name, arn }) => ({ PolicyName: name, PolicyArn: arn }),
      );
    },
  };
}

function addVersion(policy: ManagedPolicy, document: string, now: number): PolicyVersion {
  const version = { id: `v${policy.nextVersion}`, document, createdAt: now };
  policy.nextVersion += 1;
  policy.versions.push(version);
  return version;
}

function versionOf(policy: ManagedPolicy, id: string): PolicyVersion {
  const found = policy.versions.find((version) => version.id === id);
  if (found === undefined) throw new ServiceError('NoSuchEntity', `Policy ${policy.arn} version ${id} does not exist or is not attachable.`, 404);
  return found;
}

const managedActions = (store: IamStore): ServiceActions => ({
  CreatePolicy: ({ parameters, now }) => {
    const name = parameters.required('PolicyName');
    const path = pathOf(parameters);
    const arn = store.arn('policy', path, name);
    if (store.policies.has(arn)) throw alreadyExists('A policy called', name);
    const policy: ManagedPolicy = {
      id: identityId('ANPA'),
      arn,
      name,
      path,
      description: parameters.text('Description'),
      createdAt: now,
      updatedAt: now,
      versions: [],
      standard: 'v1',
      nextVersion: 1,
    };
    addVersion(policy, policyDocument(parameters), now);
    store.policies.set(arn, policy);
    return { Policy: policyView(store, policy) };
  },
  GetPolicy: ({ parameters }) => ({ Policy: policyView(store, store.policy(parameters)) }),
  ListPolicies: ({ parameters }) => {
    const own = parameters.text('Scope') === 'AWS' ? [] : underPath(parameters, store.policies.values());
    const chosen = parameters.boolean('OnlyAttached') === true ? own.filter((policy) => attachments(store, policy).length > 0) : own;
    return listed(
      store,
      parameters,
      'Policies',
      chosen,
      ({ name }) => name,
      (policy) => policyView(store, policy),
    );
  },
  DeletePolicy: ({ parameters }) => {
    const policy = store.policy(parameters);
    if (attachments(store, policy).length > 0) throw conflict('Cannot delete a policy attached to entities.');
    if (policy.versions.length > 1)
      throw conflict(
        "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.",
      );
    store.policies.delete(policy.arn);
    return undefined;
  },
  CreatePolicyVersion: ({ parameters, now }) => {
    const policy = store.policy(parameters);
    if (policy.versions.length >= MAX_VERSIONS)
      throw new ServiceError(
        'LimitExceeded',
        `A managed policy can have up to ${MAX_VERSIONS} versions. Before you create a new version, you must delete an existing version.`,
        409,
      );
    const version = addVersion(policy, policyDocument(parameters), now);
    if (parameters.boolean('SetAsDefault') === true) policy.standard = version.id;
    policy.updatedAt = now;
    return { PolicyVersion: versionView(policy, version) };
  },
  GetPolicyVersion: ({ parameters }) => {
    const policy = store.policy(parameters);
    const version = versionOf(policy, parameters.required('VersionId'));
    return { PolicyVersion: versionView(policy, version, encoded(store, version.document)) };
  },
  ListPolicyVersions: ({ parameters }) => {
    const policy = store.policy(parameters);
    return listed(
      store,
      parameters,
      'Versions',
      policy.versions,
      ({ id }) => id,
      (version) => versionView(policy, version),
    );
  },
  SetDefaultPolicyVersion: ({ parameters, now }) => {
    const policy = store.policy(parameters);
    policy.standard = versionOf(policy, parameters.required('VersionId')).id;
    policy.updatedAt = now;
    return undefined;
  },
  DeletePolicyVersion: ({ parameters }) => {
    const policy = store.policy(parameters);
    const version = versionOf(policy, parameters.required('VersionId'));
    if (version.id === policy.standard) throw conflict('Cannot delete the default version of a policy.');
    policy.versions.splice(policy.versions.indexOf(version), 1);
    return undefined;
  },
  ListEntitiesForPolicy: ({ parameters }) => {
    const found = attachments(store, store.policy(parameters));
    const of = (kind: string): Identity[] => found.filter(([held]) => held === kind).map(([, identity]) => identity);
    return {
      PolicyGroups: of('Group').map(({ name, id }) => ({ GroupName: name, GroupId: id })),
      PolicyUsers: of('User').map(({ name, id }) => ({ UserName: name, UserId: id })),
      PolicyRoles: of('Role').map(({ name, id }) => ({ RoleName: name, RoleId: id })),
      IsTruncated: false,
    };
  },
});

export const policyActions = (store: IamStore): ServiceActions => ({
  ...holderActions(store, 'User', store.users),
  ...holderActions(store, 'Group', store.groups),
  ...holderActions(store, 'Role', store.roles),
  ...managedActions(store),
});
