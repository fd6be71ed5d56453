import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectTo, expectRestUnserved, type NativeCloud, openNative, POLICY, recording, TRUST } from './native-cloud.ts';

const CERTIFICATE = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';

let opened: Awaited<ReturnType<typeof openNative>>;
let cloud: NativeCloud;
let emulator: typeof opened.emulator;

beforeAll(async () => {
  opened = await openNative();
  ({ cloud, emulator } = opened);
});
afterAll(async () => {
  await cloud?.close();
  await opened?.emulator.close();
});

// Second factors, password policies, SAML, and what Euare alone has.
const UNSERVED_IAM = `changePassword createAccount createSAMLProvider createSigningCertificate createVirtualMFADevice deactivateMFADevice deleteAccount deleteAccountPasswordPolicy
  deleteAccountPolicy deleteSAMLProvider deleteVirtualMFADevice enableMFADevice generateCredentialReport getAccountPasswordPolicy getAccountPolicy getCredentialReport getSAMLProvider
  getUserInfo listAccountPolicies listAccounts listMFADevices listSAMLProviders listVirtualMFADevices putAccountPolicy resyncMFADevice updateAccountPasswordPolicy updateSAMLProvider
  updateUserInfo`;

describe('IAM', () => {
  it('keeps users, groups, roles, profiles, policies and certificates', async () => {
    const { service: iam, called } = recording(cloud.native.iam);
    const user = { UserName: 'ann' };
    expect((await iam.createUser({ ...user, Path: '/dev/', Tags: [{ Key: 'team', Value: 'a' }] })).User).toMatchObject({
      UserName: 'ann',
      Arn: 'arn:aws:iam::012345678901:user/dev/ann',
    });
    await expect(iam.createUser(user)).rejects.toMatchObject({ code: 'already-exists', providerCode: 'EntityAlreadyExists' });
    expect((await iam.getUser(user)).User?.Tags).toEqual([{ Key: 'team', Value: 'a' }]);
    expect((await iam.getUser()).User?.Arn).toBe('arn:aws:iam::012345678901:root');
    await iam.createUser({ UserName: 'bob' });
    await iam.updateUser({ UserName: 'bob', NewUserName: 'bert' });
    expect((await iam.listUsers({ MaxItems: 1 }).toArray()).map(({ UserName }) => UserName)).toEqual(['ann', 'bert']);
    await expect(iam.getUser({ UserName: 'bob' })).rejects.toMatchObject({ code: 'not-found' });

    const group = { GroupName: 'devs' };
    expect((await iam.createGroup(group)).Group?.GroupId).toMatch(/^AGPA/);
    await iam.addUserToGroup({ ...group, ...user });
    expect(await iam.getGroup(group)).toMatchObject({ Group: group, Users: [user] });
    expect(await iam.listGroupsForUser(user).toArray()).toMatchObject([group]);
    await expect(iam.deleteGroup(group)).rejects.toMatchObject({ code: 'conflict' });
    await iam.updateGroup({ ...group, NewGroupName: 'makers' });
    expect((await iam.listGroups().toArray()).map(({ GroupName }) => GroupName)).toEqual(['makers']);
    await iam.removeUserFromGroup({ GroupName: 'makers', ...user });

    const key = (await iam.createAccessKey(user)).AccessKey;
    const own = await connectTo(emulator, { accessKeyId: key?.AccessKeyId ?? '', secretAccessKey: key?.SecretAccessKey ?? '' });
    expect(await own.native.sts.getCallerIdentity()).toMatchObject({ Arn: 'arn:aws:iam::012345678901:user/dev/ann' });
    await iam.updateAccessKey({ ...user, AccessKeyId: key?.AccessKeyId ?? '', Status: 'Inactive' });
    await expect(own.native.sts.getCallerIdentity()).rejects.toMatchObject({ code: 'unauthenticated', providerCode: 'InvalidClientTokenId' });
    await own.close();
    expect(await iam.listAccessKeys(user).toArray()).toMatchObject([{ Status: 'Inactive', AccessKeyId: key?.AccessKeyId }]);
    await expect(iam.deleteUser(user)).rejects.toMatchObject({ code: 'conflict' });
    await iam.deleteAccessKey({ ...user, AccessKeyId: key?.AccessKeyId ?? '' });

    await iam.createLoginProfile({ ...user, Password: 'correct horse' });
    await iam.updateLoginProfile({ ...user, PasswordResetRequired: true });
    expect((await iam.getLoginProfile(user)).LoginProfile).toMatchObject({ ...user, PasswordResetRequired: true });
    await iam.deleteLoginProfile(user);
    await expect(iam.getLoginProfile(user)).rejects.toMatchObject({ code: 'not-found' });
    const signing = (await iam.uploadSigningCertificate({ ...user, CertificateBody: CERTIFICATE })).Certificate;
    await iam.updateSigningCertificate({ ...user, CertificateId: signing?.CertificateId ?? '', Status: 'Inactive' });
    expect(await iam.listSigningCertificates(user).toArray()).toMatchObject([{ Status: 'Inactive' }]);
    await iam.deleteSigningCertificate({ ...user, CertificateId: signing?.CertificateId ?? '' });

    const role = { RoleName: 'app' };
    expect((await iam.createRole({ ...role, AssumeRolePolicyDocument: TRUST })).Role).toMatchObject({ Arn: 'arn:aws:iam::012345678901:role/app' });
    await iam.updateAssumeRolePolicy({ ...role, PolicyDocument: TRUST.replace('ec2.', 'lambda.') });
    expect((await iam.getRole(role)).Role?.AssumeRolePolicyDocument).toContain('lambda.amazonaws.com');
    expect(await iam.listRoles().toArray()).toHaveLength(1);

    const inline = { PolicyName: 'inline', PolicyDocument: POLICY };
    await iam.putUserPolicy({ ...user, ...inline });
    await iam.putGroupPolicy({ GroupName: 'makers', ...inline });
    await iam.putRolePolicy({ ...role, ...inline });
    await expect(iam.putRolePolicy({ ...role, PolicyName: 'bad', PolicyDocument: '{' })).rejects.toMatchObject({ providerCode: 'MalformedPolicyDocument' });
    expect((await iam.getUserPolicy({ ...user, PolicyName: 'inline' })).PolicyDocument).toBe(POLICY);
    expect((await iam.getGroupPolicy({ GroupName: 'makers', PolicyName: 'inline' })).PolicyDocument).toBe(POLICY);
    expect((await iam.getRolePolicy({ ...role, PolicyName: 'inline' })).PolicyDocument).toBe(POLICY);
    expect(await iam.listUserPolicies(user).toArray()).toEqual(['inline']);
    expect(await iam.listGroupPolicies({ GroupName: 'makers' }).toArray()).toEqual(['inline']);
    expect(await iam.listRolePolicies(role).toArray()).toEqual(['inline']);

    const arn = (await iam.createPolicy({ PolicyName: 'shared', PolicyDocument: POLICY, Description: 'for all' })).Policy?.Arn ?? '';
    await iam.attachUserPolicy({ ...user, PolicyArn: arn });
    await iam.attachGroupPolicy({ GroupName: 'makers', PolicyArn: arn });
    await iam.attachRolePolicy({ ...role, PolicyArn: arn });
    expect((await iam.getPolicy({ PolicyArn: arn })).Policy).toMatchObject({ AttachmentCount: 3, DefaultVersionId: 'v1' });
    expect(await iam.listPolicies({ Scope: 'Local' }).toArray()).toMatchObject([{ PolicyName: 'shared' }]);
    for (const list of [iam.listAttachedUserPolicies(user), iam.listAttachedGroupPolicies({ GroupName: 'makers' }), iam.listAttachedRolePolicies(role)])
      expect(await list.toArray()).toEqual([{ PolicyName: 'shared', PolicyArn: arn }]);
    expect(await iam.listEntitiesForPolicy({ PolicyArn: arn })).toMatchObject({
      PolicyUsers: [user],
      PolicyRoles: [role],
      PolicyGroups: [{ GroupName: 'makers' }],
    });
    expect((await iam.createPolicyVersion({ PolicyArn: arn, PolicyDocument: POLICY })).PolicyVersion).toMatchObject({
      VersionId: 'v2',
      IsDefaultVersion: false,
    });
    await iam.setDefaultPolicyVersion({ PolicyArn: arn, VersionId: 'v2' });
    expect((await iam.getPolicyVersion({ PolicyArn: arn, VersionId: 'v2' })).PolicyVersion).toMatchObject({ IsDefaultVersion: true, Document: POLICY });
    await expect(iam.deletePolicyVersion({ PolicyArn: arn, VersionId: 'v2' })).rejects.toMatchObject({ code: 'conflict' });
    await iam.deletePolicyVersion({ PolicyArn: arn, VersionId: 'v1' });
    expect((await iam.listPolicyVersions({ PolicyArn: arn }).toArray()).map(({ VersionId }) => VersionId)).toEqual(['v2']);
    await expect(iam.deletePolicy({ PolicyArn: arn })).rejects.toMatchObject({ code: 'conflict' });
    await iam.detachUserPolicy({ ...user, PolicyArn: arn });
    await iam.detachGroupPolicy({ GroupName: 'makers', PolicyArn: arn });
    await iam.detachRolePolicy({ ...role, PolicyArn: arn });
    await iam.deletePolicy({ PolicyArn: arn });

    const profile = { InstanceProfileName: 'app' };
    await iam.createInstanceProfile(profile);
    await iam.addRoleToInstanceProfile({ ...profile, ...role });
    expect((await iam.getInstanceProfile(profile)).InstanceProfile?.Roles).toMatchObject([role]);
    expect(await iam.listInstanceProfiles().toArray()).toHaveLength(1);
    expect(await iam.listInstanceProfilesForRole(role).toArray()).toMatchObject([profile]);
    await expect(iam.deleteInstanceProfile(profile)).rejects.toMatchObject({ code: 'conflict' });
    await iam.removeRoleFromInstanceProfile({ ...profile, ...role });
    await iam.deleteInstanceProfile(profile);

    await iam.uploadServerCertificate({ ServerCertificateName: 'tls', CertificateBody: CERTIFICATE, PrivateKey: 'not kept' });
    await iam.updateServerCertificate({ ServerCertificateName: 'tls', NewServerCertificateName: 'tls-2' });
    expect((await iam.getServerCertificate({ ServerCertificateName: 'tls-2' })).ServerCertificate).toMatchObject({ CertificateBody: CERTIFICATE });
    expect((await iam.listServerCertificates().toArray()).map(({ ServerCertificateName }) => ServerCertificateName)).toEqual(['tls-2']);
    await iam.deleteServerCertificate({ ServerCertificateName: 'tls-2' });
    await iam.createAccountAlias({ AccountAlias: 'acme' });
    expect(await iam.listAccountAliases().toArray()).toEqual(['acme']);
    await iam.deleteAccountAlias({ AccountAlias: 'acme' });
    expect((await iam.getAccountSummary()).SummaryMap).toMatchObject({ Users: '2', Groups: '1', Roles: '1' });

    await iam.deleteUserPolicy({ ...user, PolicyName: 'inline' });
    await iam.deleteGroupPolicy({ GroupName: 'makers', PolicyName: 'inline' });
    await iam.deleteRolePolicy({ ...role, PolicyName: 'inline' });
    await iam.deleteUser(user);
    await iam.deleteGroup({ GroupName: 'makers' });
    await iam.deleteRole(role);
    expect((await iam.listUsers().toArray()).map(({ UserName }) => UserName)).toEqual(['bert']);
    await expectRestUnserved(cloud.native.iam, called, UNSERVED_IAM.split(/\s+/));
  });
});
