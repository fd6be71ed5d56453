import type { MemberValue } from '../member-xml.ts';
import type { Group, IamStore, Identity, ManagedPolicy, PolicyVersion, Profile, Role, ServerCertificate, User } from './store.ts';

export type View = { readonly [name: string]: MemberValue };

const date = (ms: number): Date => new Date(Math.floor(ms / 1000) * 1000);

const tags = (map: ReadonlyMap<string, string>): MemberValue => (map.size === 0 ? undefined : [...map].map(([Key, Value]) => ({ Key, Value })));

/** Policies come back percent-encoded from Amazon, and as they were put from Eucalyptus. */
export const encoded = (store: IamStore, document: string): string =>
  store.context.flavour.name === 'eucalyptus'
    ? document
    : encodeURIComponent(document).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

export const userView = (store: IamStore, user: User): View => ({
  Path: user.path,
  UserName: user.name,
  UserId: user.id,
  Arn: store.arn('user', user.path, user.name),
  CreateDate: date(user.createdAt),
  Tags: tags(user.tags),
});

export const groupView = (store: IamStore, group: Group): View => ({
  Path: group.path,
  GroupName: group.name,
  GroupId: group.id,
  Arn: store.arn('group', group.path, group.name),
  CreateDate: date(group.createdAt),
});

export const roleView = (store: IamStore, role: Role): View => ({
  Path: role.path,
  RoleName: role.name,
  RoleId: role.id,
  Arn: store.arn('role', role.path, role.name),
  CreateDate: date(role.createdAt),
  AssumeRolePolicyDocument: encoded(store, role.trust),
  Description: role.description,
  MaxSessionDuration: role.maxSessionSeconds,
  Tags: tags(role.tags),
});

export const profileView = (store: IamStore, profile: Profile): View => ({
  Path: profile.path,
  InstanceProfileName: profile.name,
  InstanceProfileId: profile.id,
  Arn: store.arn('instance-profile', profile.path, profile.name),
  CreateDate: date(profile.createdAt),
  Roles: profile.role === undefined ? [] : [roleView(store, profile.role)],
  Tags: tags(profile.tags),
});

export const attachments = (store: IamStore, policy: ManagedPolicy): (readonly ['User' | 'Group' | 'Role', Identity])[] =>
  store
    .holders()
    .filter(([, identity]) => identity.attached.has(policy.arn))
    .map(([kind, identity]) => [kind, identity] as const);

export const policyView = (store: IamStore, policy: ManagedPolicy): View => ({
  PolicyName: policy.name,
  PolicyId: policy.id,
  Arn: policy.arn,
  Path: policy.path,
  DefaultVersionId: policy.standard,
  AttachmentCount: attachments(store, policy).length,
  PermissionsBoundaryUsageCount: 0,
  IsAttachable: true,
  Description: policy.description,
  CreateDate: date(policy.createdAt),
  UpdateDate: date(policy.updatedAt),
});

export const versionView = (policy: ManagedPolicy, version: PolicyVersion, document?: string): View => ({
  Document: document,
  VersionId: version.id,
  IsDefaultVersion: version.id === policy.standard,
  CreateDate: date(version.createdAt),
});

export const certificateView = (store: IamStore, certificate: ServerCertificate): View => ({
  Path: certificate.path,
  ServerCertificateName: certificate.name,
  ServerCertificateId: certificate.id,
  Arn: store.arn('server-certificate', certificate.path, certificate.name),
  UploadDate: date(certificate.uploadedAt),
  Expiration: date(certificate.uploadedAt + 365 * 86_400_000),
});
