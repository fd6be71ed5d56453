// Written by generator/generate.mjs from generator/services. Do not edit.
import type { List, Secret } from '@portolan/core';
import type { QueryCallOptions } from './../query-types.ts';

export interface CreateUserParameters {
  readonly Path?: string | undefined;
  readonly UserName: string;
  readonly Tags?: readonly {
    readonly Key: string;
    readonly Value: string;
  }[] | undefined;
}

export interface CreateUserResult {
  readonly User?: User | undefined;
}

export interface GetUserParameters {
  readonly UserName?: string | undefined;
}

export interface GetUserResult {
  readonly User?: User | undefined;
}

export interface ListUsersParameters {
  readonly PathPrefix?: string | undefined;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}

export interface ListUsersResult {
  readonly Users: readonly User[];
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}

export interface UpdateUserParameters {
  readonly UserName: string;
  readonly NewPath?: string | undefined;
  readonly NewUserName?: string | undefined;
}

export interface DeleteUserParameters {
  readonly UserName: string;
}

export interface CreateGroupParameters {
  readonly Path?: string | undefined;
  readonly GroupName: string;
}

export interface CreateGroupResult {
  readonly Group?: Group | undefined;
}

export interface GetGroupParameters {
  readonly GroupName: string;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}

export interface GetGroupResult {
  readonly Group?: Group | undefined;
  readonly Users: readonly User[];
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}

export interface ListGroupsParameters {
  readonly PathPrefix?: string | undefined;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}

export interface ListGroupsResult {
  readonly Groups: readonly Group[];
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}

export interface UpdateGroupParameters {
  readonly GroupName: string;
  readonly NewPath?: string | undefined;
  readonly NewGroupName?: string | undefined;
}

export interface DeleteGroupParameters {
  readonly GroupName: string;
}

export interface AddUserToGroupParameters {
  readonly GroupName: string;
  readonly UserName: string;
}

export interface RemoveUserFromGroupParameters {
  readonly GroupName: string;
  readonly UserName: string;
}

export interface ListGroupsForUserParameters {
  readonly UserName: string;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}

export interface ListGroupsForUserResult {
  readonly Groups: readonly Group[];
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}

export interface CreateAccessKeyParameters {
  readonly UserName?: string | undefined;
}

export interface CreateAccessKeyResult {
  readonly AccessKey?: {
    readonly UserName?: string | undefined;
    readonly AccessKeyId?: string | undefined;
    readonly Status?: string | undefined;
    readonly SecretAccessKey?: Secret | undefined;
    readonly CreateDate?: Date | undefined;
  } | undefined;
}

export interface ListAccessKeysParameters {
  readonly UserName?: string | undefined;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}

export interface ListAccessKeysResult {
  readonly AccessKeyMetadata: readonly {
    readonly UserName?: string | undefined;
    readonly AccessKeyId?: string | undefined;
    readonly Status?: string | undefined;
    readonly CreateDate?: Date | undefined;
  }[];
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}

export interface UpdateAccessKeyParameters {
  readonly UserName?: string | undefined;
  readonly AccessKeyId: string;
  readonly Status: string;
}

export interface DeleteAccessKeyParameters {
  readonly UserName?: string | undefined;
  readonly AccessKeyId: string;
}

export interface CreateLoginProfileParameters {
  readonly UserName?: string | undefined;
  readonly Password?: string | undefined;
  readonly PasswordResetRequired?: boolean | undefined;
}

export interface CreateLoginProfileResult {
  readonly LoginProfile?: LoginProfile | undefined;
}

export interface GetLoginProfileParameters {
  readonly UserName?: string | undefined;
}

export interface GetLoginProfileResult {
  readonly LoginProfile?: LoginProfile | undefined;
}

export interface UpdateLoginProfileParameters {
  readonly UserName: string;
  readonly Password?: string | undefined;
  readonly PasswordResetRequired?: boolean | undefined;
}

export interface DeleteLoginProfileParameters {
  readonly UserName?: string | undefined;
}

export interface PutUserPolicyParameters {
  readonly UserName: string;
  readonly PolicyName: string;
  readonly PolicyDocument: string;
}

export interface GetUserPolicyParameters {
  readonly UserName: string;
  readonly PolicyName: string;
}

export interface GetUserPolicyResult {
  readonly UserName?: string | undefined;
  readonly PolicyName?: string | undefined;
  readonly PolicyDocument?: string | undefined;
}

export interface ListUserPoliciesParameters {
  readonly UserName: string;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}

export interface ListUserPoliciesResult {
  readonly PolicyNames: readonly string[];
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}

export interface DeleteUserPolicyParameters {
  readonly UserName: string;
  readonly PolicyName: string;
}

export interface PutGroupPolicyParameters {
  readonly GroupName: string;
  readonly PolicyName: string;
  readonly PolicyDocument: string;
}

export interface GetGroupPolicyParameters {
  readonly GroupName: string;
  readonly PolicyName: string;
}

export interface GetGroupPolicyResult {
  readonly GroupName?: string | undefined;
  readonly PolicyName?: string | undefined;
  readonly PolicyDocument?: string | undefined;
}

export interface ListGroupPoliciesParameters {
  readonly GroupName: string;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}

export interface ListGroupPoliciesResult {
  readonly PolicyNames: readonly string[];
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}

export interface DeleteGroupPolicyParameters {
  readonly GroupName: string;
  readonly PolicyName: string;
}

export interface CreateRoleParameters {
  readonly Path?: string | undefined;
  readonly RoleName: string;
  readonly AssumeRolePolicyDocument: string;
  readonly Description?: string | undefined;
  readonly MaxSessionDuration?: number | undefined;
  readonly Tags?: readonly {
    readonly Key: string;
    readonly Value: string;
  }[] | undefined;
}

export interface CreateRoleResult {
  readonly Role?: Role | undefined;
}

export interface GetRoleParameters {
  readonly RoleName: string;
}

export interface GetRoleResult {
  readonly Role?: Role | undefined;
}

export interface ListRolesParameters {
  readonly PathPrefix?: string | undefined;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}

export interface ListRolesResult {
  readonly Roles: readonly Role[];
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}

export interface DeleteRoleParameters {
  readonly RoleName: string;
}

export interface UpdateAssumeRolePolicyParameters {
  readonly RoleName: string;
  readonly PolicyDocument: string;
}

export interface PutRolePolicyParameters {
  readonly RoleName: string;
  readonly PolicyName: string;
  readonly PolicyDocument: string;
}

export interface GetRolePolicyParameters {
  readonly RoleName: string;
  readonly PolicyName: string;
}

export interface GetRolePolicyResult {
  readonly RoleName?: string | undefined;
  readonly PolicyName?: string | undefined;
  readonly PolicyDocument?: string | undefined;
}

export interface ListRolePoliciesParameters {
  readonly RoleName: string;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}

export interface ListRolePoliciesResult {
  readonly PolicyNames: readonly string[];
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}

export interface DeleteRolePolicyParameters {
  readonly RoleName: string;
  readonly PolicyName: string;
}

export interface CreateInstanceProfileParameters {
  readonly InstanceProfileName: string;
  readonly Path?: string | undefined;
  readonly Tags?: readonly {
    readonly Key: string;
    readonly Value: string;
  }[] | undefined;
}

export interface CreateInstanceProfileResult {
  readonly InstanceProfile?: InstanceProfile | undefined;
}

export interface GetInstanceProfileParameters {
  readonly InstanceProfileName: string;
}

export interface GetInstanceProfileResult {
  readonly InstanceProfile?: InstanceProfile | undefined;
}

export interface ListInstanceProfilesParameters {
  readonly PathPrefix?: string | undefined;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}

export interface ListInstanceProfilesResult {
  readonly InstanceProfiles: readonly InstanceProfile[];
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}

export interface ListInstanceProfilesForRoleParameters {
  readonly RoleName: string;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}

export interface ListInstanceProfilesForRoleResult {
  readonly InstanceProfiles: readonly InstanceProfile[];
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}

export interface DeleteInstanceProfileParameters {
  readonly InstanceProfileName: string;
}

export interface AddRoleToInstanceProfileParameters {
  readonly InstanceProfileName: string;
  readonly RoleName: string;
}

export interface RemoveRoleFromInstanceProfileParameters {
  readonly InstanceProfileName: string;
  readonly RoleName: string;
}

export interface CreatePolicyParameters {
  readonly PolicyName: string;
  readonly Path?: string | undefined;
  readonly PolicyDocument: string;
  readonly Description?: string | undefined;
  readonly Tags?: readonly {
    readonly Key: string;
    readonly Value: string;
  }[] | undefined;
}

export interface CreatePolicyResult {
  readonly Policy?: Policy | undefined;
}

export interface GetPolicyParameters {
  readonly PolicyArn: string;
}

export interface GetPolicyResult {
  readonly Policy?: Policy | undefined;
}

export interface ListPoliciesParameters {
  readonly Scope?: string | undefined;
  readonly OnlyAttached?: boolean | undefined;
  readonly PathPrefix?: string | undefined;
  readonly PolicyUsageFilter?: string | undefined;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}

export interface ListPoliciesResult {
  readonly Policies: readonly Policy[];
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}

export interface DeletePolicyParameters {
  readonly PolicyArn: string;
}

export interface CreatePolicyVersionParameters {
  readonly PolicyArn: string;
  readonly PolicyDocument: string;
  readonly SetAsDefault?: boolean | undefined;
}

export interface CreatePolicyVersionResult {
  readonly PolicyVersion?: PolicyVersion | undefined;
}

export interface GetPolicyVersionParameters {
  readonly PolicyArn: string;
  readonly VersionId: string;
}

export interface GetPolicyVersionResult {
  readonly PolicyVersion?: PolicyVersion | undefined;
}

export interface ListPolicyVersionsParameters {
  readonly PolicyArn: string;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}

export interface ListPolicyVersionsResult {
  readonly Versions: readonly PolicyVersion[];
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}

export interface SetDefaultPolicyVersionParameters {
  readonly PolicyArn: string;
  readonly VersionId: string;
}

export interface DeletePolicyVersionParameters {
  readonly PolicyArn: string;
  readonly VersionId: string;
}

export interface AttachUserPolicyParameters {
  readonly UserName: string;
  readonly PolicyArn: string;
}

export interface DetachUserPolicyParameters {
  readonly UserName: string;
  readonly PolicyArn: string;
}

export interface ListAttachedUserPoliciesParameters {
  readonly UserName: string;
  readonly PathPrefix?: string | undefined;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}

export interface ListAttachedUserPoliciesResult {
  readonly AttachedPolicies: readonly {
    readonly PolicyName?: string | undefined;
    readonly PolicyArn?: string | undefined;
  }[];
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}

export interface AttachGroupPolicyParameters {
  readonly GroupName: string;
  readonly PolicyArn: string;
}

export interface DetachGroupPolicyParameters {
  readonly GroupName: string;
  readonly PolicyArn: string;
}

export interface ListAttachedGroupPoliciesParameters {
  readonly GroupName: string;
  readonly PathPrefix?: string | undefined;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}

export interface ListAttachedGroupPoliciesResult {
  readonly AttachedPolicies: readonly {
    readonly PolicyName?: string | undefined;
    readonly PolicyArn?: string | undefined;
  }[];
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}

export interface AttachRolePolicyParameters {
  readonly RoleName: string;
  readonly PolicyArn: string;
}

export interface DetachRolePolicyParameters {
  readonly RoleName: string;
  readonly PolicyArn: string;
}

export interface ListAttachedRolePoliciesParameters {
  readonly RoleName: string;
  readonly PathPrefix?: string | undefined;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}

export interface ListAttachedRolePoliciesResult {
  readonly AttachedPolicies: readonly {
    readonly PolicyName?: string | undefined;
    readonly PolicyArn?: string | undefined;
  }[];
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}

export interface ListEntitiesForPolicyParameters {
  readonly PolicyArn: string;
  readonly EntityFilter?: string | undefined;
  readonly PathPrefix?: string | undefined;
  readonly PolicyUsageFilter?: string | undefined;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}

export interface ListEntitiesForPolicyResult {
  readonly PolicyGroups: readonly {
    readonly GroupName?: string | undefined;
    readonly GroupId?: string | undefined;
  }[];
  readonly PolicyUsers: readonly {
    readonly UserName?: string | undefined;
    readonly UserId?: string | undefined;
  }[];
  readonly PolicyRoles: readonly {
    readonly RoleName?: string | undefined;
    readonly RoleId?: string | undefined;
  }[];
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}

export interface CreateAccountAliasParameters {
  readonly AccountAlias: string;
}

export interface ListAccountAliasesParameters {
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}

export interface ListAccountAliasesResult {
  readonly AccountAliases: readonly string[];
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}

export interface DeleteAccountAliasParameters {
  readonly AccountAlias: string;
}

export interface GetAccountSummaryResult {
  readonly SummaryMap?: Readonly<Record<string, string>> | undefined;
}

export interface UploadSigningCertificateParameters {
  readonly UserName?: string | undefined;
  readonly CertificateBody: string;
}

export interface UploadSigningCertificateResult {
  readonly Certificate?: SigningCertificate | undefined;
}

export interface ListSigningCertificatesParameters {
  readonly UserName?: string | undefined;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}

export interface ListSigningCertificatesResult {
  readonly Certificates: readonly SigningCertificate[];
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}

export interface UpdateSigningCertificateParameters {
  readonly UserName?: string | undefined;
  readonly CertificateId: string;
  readonly Status: string;
}

export interface DeleteSigningCertificateParameters {
  readonly UserName?: string | undefined;
  readonly CertificateId: string;
}

export interface UploadServerCertificateParameters {
  readonly Path?: string | undefined;
  readonly ServerCertificateName: string;
  readonly CertificateBody: string;
  readonly PrivateKey: string;
  readonly CertificateChain?: string | undefined;
  readonly Tags?: readonly {
    readonly Key: string;
    readonly Value: string;
  }[] | undefined;
}

export interface UploadServerCertificateResult {
  readonly ServerCertificateMetadata?: ServerCertificateMetadata | undefined;
  readonly Tags: readonly {
    readonly Key?: string | undefined;
    readonly Value?: string | undefined;
  }[];
}

export interface GetServerCertificateParameters {
  readonly ServerCertificateName: string;
}

export interface GetServerCertificateResult {
  readonly ServerCertificate?: {
    readonly ServerCertificateMetadata?: ServerCertificateMetadata | undefined;
    readonly CertificateBody?: string | undefined;
    readonly CertificateChain?: string | undefined;
    readonly Tags: readonly {
      readonly Key?: string | undefined;
      readonly Value?: string | undefined;
    }[];
  } | undefined;
}

export interface ListServerCertificatesParameters {
  readonly PathPrefix?: string | undefined;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}

export interface ListServerCertificatesResult {
  readonly ServerCertificateMetadataList: readonly ServerCertificateMetadata[];
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}

export interface UpdateServerCertificateParameters {
  readonly ServerCertificateName: string;
  readonly NewPath?: string | undefined;
  readonly NewServerCertificateName?: string | undefined;
}

export interface DeleteServerCertificateParameters {
  readonly ServerCertificateName: string;
}

export interface CreateVirtualMFADeviceParameters {
  readonly Path?: string | undefined;
  readonly VirtualMFADeviceName: string;
}

export interface CreateVirtualMFADeviceResult {
  readonly VirtualMFADevice?: VirtualMFADevice | undefined;
}

export interface ListVirtualMFADevicesParameters {
  readonly AssignmentStatus?: string | undefined;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}

export interface ListVirtualMFADevicesResult {
  readonly VirtualMFADevices: readonly VirtualMFADevice[];
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}

export interface DeleteVirtualMFADeviceParameters {
  readonly SerialNumber: string;
}

export interface EnableMFADeviceParameters {
  readonly UserName: string;
  readonly SerialNumber: string;
  readonly AuthenticationCode1: string;
  readonly AuthenticationCode2: string;
}

export interface ResyncMFADeviceParameters {
  readonly UserName: string;
  readonly SerialNumber: string;
  readonly AuthenticationCode1: string;
  readonly AuthenticationCode2: string;
}

export interface DeactivateMFADeviceParameters {
  readonly UserName: string;
  readonly SerialNumber: string;
}

export interface ListMFADevicesParameters {
  readonly UserName?: string | undefined;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}

export interface ListMFADevicesResult {
  readonly MFADevices: readonly {
    readonly UserName?: string | undefined;
    readonly SerialNumber?: string | undefined;
    readonly EnableDate?: Date | undefined;
  }[];
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}

export interface CreateSAMLProviderParameters {
  readonly SAMLMetadataDocument: string;
  readonly Name: string;
}

export interface CreateSAMLProviderResult {
  readonly SAMLProviderArn?: string | undefined;
}

export interface GetSAMLProviderParameters {
  readonly SAMLProviderArn: string;
}

export interface GetSAMLProviderResult {
  readonly SAMLMetadataDocument?: string | undefined;
  readonly CreateDate?: Date | undefined;
  readonly ValidUntil?: Date | undefined;
}

export interface ListSAMLProvidersResult {
  readonly SAMLProviderList: readonly {
    readonly Arn?: string | undefined;
    readonly ValidUntil?: Date | undefined;
    readonly CreateDate?: Date | undefined;
  }[];
}

export interface UpdateSAMLProviderParameters {
  readonly SAMLMetadataDocument: string;
  readonly SAMLProviderArn: string;
}

export interface UpdateSAMLProviderResult {
  readonly SAMLProviderArn?: string | undefined;
}

export interface DeleteSAMLProviderParameters {
  readonly SAMLProviderArn: string;
}

export interface GetAccountPasswordPolicyResult {
  readonly PasswordPolicy?: {
    readonly MinimumPasswordLength?: number | undefined;
    readonly RequireSymbols?: boolean | undefined;
    readonly RequireNumbers?: boolean | undefined;
    readonly RequireUppercaseCharacters?: boolean | undefined;
    readonly RequireLowercaseCharacters?: boolean | undefined;
    readonly AllowUsersToChangePassword?: boolean | undefined;
    readonly ExpirePasswords?: boolean | undefined;
    readonly MaxPasswordAge?: number | undefined;
    readonly PasswordReusePrevention?: number | undefined;
    readonly HardExpiry?: boolean | undefined;
  } | undefined;
}

export interface UpdateAccountPasswordPolicyParameters {
  readonly MinimumPasswordLength?: number | undefined;
  readonly RequireSymbols?: boolean | undefined;
  readonly RequireNumbers?: boolean | undefined;
  readonly RequireUppercaseCharacters?: boolean | undefined;
  readonly RequireLowercaseCharacters?: boolean | undefined;
  readonly AllowUsersToChangePassword?: boolean | undefined;
  readonly MaxPasswordAge?: number | undefined;
  readonly PasswordReusePrevention?: number | undefined;
  readonly HardExpiry?: boolean | undefined;
}


export interface ChangePasswordParameters {
  readonly OldPassword: string;
  readonly NewPassword: string;
}

export interface GenerateCredentialReportResult {
  readonly State?: string | undefined;
  readonly Description?: string | undefined;
}

export interface GetCredentialReportResult {
  readonly Content?: Uint8Array | undefined;
  readonly ReportFormat?: string | undefined;
  readonly GeneratedTime?: Date | undefined;
}

export interface CreateSigningCertificateParameters {
  readonly UserName?: string | undefined;
  readonly DelegateAccount?: string | undefined;
}

export interface CreateSigningCertificateResult {
  readonly Certificate?: EuareSigningCertificate | undefined;
}

export interface GetUserInfoParameters {
  readonly UserName?: string | undefined;
  readonly InfoKey?: string | undefined;
  readonly DelegateAccount?: string | undefined;
}

export interface GetUserInfoResult {
  readonly Infos: readonly {
    readonly Key?: string | undefined;
    readonly Value?: string | undefined;
  }[];
}

export interface UpdateUserInfoParameters {
  readonly UserName: string;
  readonly InfoKey: string;
  readonly InfoValue?: string | undefined;
  readonly DelegateAccount?: string | undefined;
}

export interface CreateAccountParameters {
  readonly AccountName: string;
}

export interface CreateAccountResult {
  readonly Account?: Account | undefined;
}

export interface DeleteAccountParameters {
  readonly AccountName: string;
  readonly Recursive?: boolean | undefined;
}

export interface ListAccountsResult {
  readonly Accounts: readonly Account[];
}

export interface PutAccountPolicyParameters {
  readonly AccountName: string;
  readonly PolicyName: string;
  readonly PolicyDocument: string;
}

export interface GetAccountPolicyParameters {
  readonly AccountName: string;
  readonly PolicyName: string;
}

export interface GetAccountPolicyResult {
  readonly AccountName?: string | undefined;
  readonly PolicyName?: string | undefined;
  readonly PolicyDocument?: string | undefined;
}

export interface ListAccountPoliciesParameters {
  readonly AccountName: string;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}

export interface ListAccountPoliciesResult {
  readonly PolicyNames: readonly string[];
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}

export interface DeleteAccountPolicyParameters {
  readonly AccountName: string;
  readonly PolicyName: string;
}

export interface Account {
  readonly AccountName?: string | undefined;
  readonly AccountId?: string | undefined;
  readonly CanonicalId?: string | undefined;
}

export interface EuareSigningCertificate {
  readonly UserName?: string | undefined;
  readonly CertificateId?: string | undefined;
  readonly CertificateBody?: string | undefined;
  readonly PrivateKey?: string | undefined;
  readonly Status?: string | undefined;
  readonly UploadDate?: Date | undefined;
}

export interface Group {
  readonly Path?: string | undefined;
  readonly GroupName?: string | undefined;
  readonly GroupId?: string | undefined;
  readonly Arn?: string | undefined;
  readonly CreateDate?: Date | undefined;
}

export interface InstanceProfile {
  readonly Path?: string | undefined;
  readonly InstanceProfileName?: string | undefined;
  readonly InstanceProfileId?: string | undefined;
  readonly Arn?: string | undefined;
  readonly CreateDate?: Date | undefined;
  readonly Roles: readonly Role[];
  readonly Tags: readonly {
    readonly Key?: string | undefined;
    readonly Value?: string | undefined;
  }[];
}

export interface LoginProfile {
  readonly UserName?: string | undefined;
  readonly CreateDate?: Date | undefined;
  readonly PasswordResetRequired?: boolean | undefined;
}

export interface Policy {
  readonly PolicyName?: string | undefined;
  readonly PolicyId?: string | undefined;
  readonly Arn?: string | undefined;
  readonly Path?: string | undefined;
  readonly DefaultVersionId?: string | undefined;
  readonly AttachmentCount?: number | undefined;
  readonly PermissionsBoundaryUsageCount?: number | undefined;
  readonly IsAttachable?: boolean | undefined;
  readonly Description?: string | undefined;
  readonly CreateDate?: Date | undefined;
  readonly UpdateDate?: Date | undefined;
  readonly Tags: readonly {
    readonly Key?: string | undefined;
    readonly Value?: string | undefined;
  }[];
}

export interface PolicyVersion {
  readonly Document?: string | undefined;
  readonly VersionId?: string | undefined;
  readonly IsDefaultVersion?: boolean | undefined;
  readonly CreateDate?: Date | undefined;
}

export interface Role {
  readonly Path?: string | undefined;
  readonly RoleName?: string | undefined;
  readonly RoleId?: string | undefined;
  readonly Arn?: string | undefined;
  readonly CreateDate?: Date | undefined;
  readonly AssumeRolePolicyDocument?: string | undefined;
  readonly Description?: string | undefined;
  readonly MaxSessionDuration?: number | undefined;
  readonly Tags: readonly {
    readonly Key?: string | undefined;
    readonly Value?: string | undefined;
  }[];
}

export interface ServerCertificateMetadata {
  readonly Path?: string | undefined;
  readonly ServerCertificateName?: string | undefined;
  readonly ServerCertificateId?: string | undefined;
  readonly Arn?: string | undefined;
  readonly UploadDate?: Date | undefined;
  readonly Expiration?: Date | undefined;
}

export interface SigningCertificate {
  readonly UserName?: string | undefined;
  readonly CertificateId?: string | undefined;
  readonly CertificateBody?: string | undefined;
  readonly Status?: string | undefined;
  readonly UploadDate?: Date | undefined;
}

export interface User {
  readonly Path?: string | undefined;
  readonly UserName?: string | undefined;
  readonly UserId?: string | undefined;
  readonly Arn?: string | undefined;
  readonly CreateDate?: Date | undefined;
  readonly PasswordLastUsed?: Date | undefined;
  readonly Tags: readonly {
    readonly Key?: string | undefined;
    readonly Value?: string | undefined;
  }[];
}

export interface VirtualMFADevice {
  readonly SerialNumber?: string | undefined;
  readonly Base32StringSeed?: Uint8Array | undefined;
  readonly QRCodePNG?: Uint8Array | undefined;
  readonly User?: User | undefined;
  readonly EnableDate?: Date | undefined;
}

export interface IamActions {
  /** CreateUser */
  createUser(parameters: CreateUserParameters, options?: QueryCallOptions): Promise<CreateUserResult>;
  /** GetUser */
  getUser(parameters?: GetUserParameters, options?: QueryCallOptions): Promise<GetUserResult>;
  /** ListUsers */
  listUsers(parameters?: ListUsersParameters, options?: QueryCallOptions): List<ListUsersResult['Users'][number]>;
  /** UpdateUser */
  updateUser(parameters: UpdateUserParameters, options?: QueryCallOptions): Promise<void>;
  /** DeleteUser */
  deleteUser(parameters: DeleteUserParameters, options?: QueryCallOptions): Promise<void>;
  /** CreateGroup */
  createGroup(parameters: CreateGroupParameters, options?: QueryCallOptions): Promise<CreateGroupResult>;
  /** GetGroup */
  getGroup(parameters: GetGroupParameters, options?: QueryCallOptions): Promise<GetGroupResult>;
  /** ListGroups */
  listGroups(parameters?: ListGroupsParameters, options?: QueryCallOptions): List<ListGroupsResult['Groups'][number]>;
  /** UpdateGroup */
  updateGroup(parameters: UpdateGroupParameters, options?: QueryCallOptions): Promise<void>;
  /** DeleteGroup */
  deleteGroup(parameters: DeleteGroupParameters, options?: QueryCallOptions): Promise<void>;
  /** AddUserToGroup */
  addUserToGroup(parameters: AddUserToGroupParameters, options?: QueryCallOptions): Promise<void>;
  /** RemoveUserFromGroup */
  removeUserFromGroup(parameters: RemoveUserFromGroupParameters, options?: QueryCallOptions): Promise<void>;
  /** ListGroupsForUser */
  listGroupsForUser(parameters: ListGroupsForUserParameters, options?: QueryCallOptions): List<ListGroupsForUserResult['Groups'][number]>;
  /** CreateAccessKey */
  createAccessKey(parameters?: CreateAccessKeyParameters, options?: QueryCallOptions): Promise<CreateAccessKeyResult>;
  /** ListAccessKeys */
  listAccessKeys(parameters?: ListAccessKeysParameters, options?: QueryCallOptions): List<ListAccessKeysResult['AccessKeyMetadata'][number]>;
  /** UpdateAccessKey */
  updateAccessKey(parameters: UpdateAccessKeyParameters, options?: QueryCallOptions): Promise<void>;
  /** DeleteAccessKey */
  deleteAccessKey(parameters: DeleteAccessKeyParameters, options?: QueryCallOptions): Promise<void>;
  /** CreateLoginProfile */
  createLoginProfile(parameters?: CreateLoginProfileParameters, options?: QueryCallOptions): Promise<CreateLoginProfileResult>;
  /** GetLoginProfile */
  getLoginProfile(parameters?: GetLoginProfileParameters, options?: QueryCallOptions): Promise<GetLoginProfileResult>;
  /** UpdateLoginProfile */
  updateLoginProfile(parameters: UpdateLoginProfileParameters, options?: QueryCallOptions): Promise<void>;
  /** DeleteLoginProfile */
  deleteLoginProfile(parameters?: DeleteLoginProfileParameters, options?: QueryCallOptions): Promise<void>;
  /** PutUserPolicy */
  putUserPolicy(parameters: PutUserPolicyParameters, options?: QueryCallOptions): Promise<void>;
  /** GetUserPolicy */
  getUserPolicy(parameters: GetUserPolicyParameters, options?: QueryCallOptions): Promise<GetUserPolicyResult>;
  /** ListUserPolicies */
  listUserPolicies(parameters: ListUserPoliciesParameters, options?: QueryCallOptions): List<ListUserPoliciesResult['PolicyNames'][number]>;
  /** DeleteUserPolicy */
  deleteUserPolicy(parameters: DeleteUserPolicyParameters, options?: QueryCallOptions): Promise<void>;
  /** PutGroupPolicy */
  putGroupPolicy(parameters: PutGroupPolicyParameters, options?: QueryCallOptions): Promise<void>;
  /** GetGroupPolicy */
  getGroupPolicy(parameters: GetGroupPolicyParameters, options?: QueryCallOptions): Promise<GetGroupPolicyResult>;
  /** ListGroupPolicies */
  listGroupPolicies(parameters: ListGroupPoliciesParameters, options?: QueryCallOptions): List<ListGroupPoliciesResult['PolicyNames'][number]>;
  /** DeleteGroupPolicy */
  deleteGroupPolicy(parameters: DeleteGroupPolicyParameters, options?: QueryCallOptions): Promise<void>;
  /** CreateRole */
  createRole(parameters: CreateRoleParameters, options?: QueryCallOptions): Promise<CreateRoleResult>;
  /** GetRole */
  getRole(parameters: GetRoleParameters, options?: QueryCallOptions): Promise<GetRoleResult>;
  /** ListRoles */
  listRoles(parameters?: ListRolesParameters, options?: QueryCallOptions): List<ListRolesResult['Roles'][number]>;
  /** DeleteRole */
  deleteRole(parameters: DeleteRoleParameters, options?: QueryCallOptions): Promise<void>;
  /** UpdateAssumeRolePolicy */
  updateAssumeRolePolicy(parameters: UpdateAssumeRolePolicyParameters, options?: QueryCallOptions): Promise<void>;
  /** PutRolePolicy */
  putRolePolicy(parameters: PutRolePolicyParameters, options?: QueryCallOptions): Promise<void>;
  /** GetRolePolicy */
  getRolePolicy(parameters: GetRolePolicyParameters, options?: QueryCallOptions): Promise<GetRolePolicyResult>;
  /** ListRolePolicies */
  listRolePolicies(parameters: ListRolePoliciesParameters, options?: QueryCallOptions): List<ListRolePoliciesResult['PolicyNames'][number]>;
  /** DeleteRolePolicy */
  deleteRolePolicy(parameters: DeleteRolePolicyParameters, options?: QueryCallOptions): Promise<void>;
  /** CreateInstanceProfile */
  createInstanceProfile(parameters: CreateInstanceProfileParameters, options?: QueryCallOptions): Promise<CreateInstanceProfileResult>;
  /** GetInstanceProfile */
  getInstanceProfile(parameters: GetInstanceProfileParameters, options?: QueryCallOptions): Promise<GetInstanceProfileResult>;
  /** ListInstanceProfiles */
  listInstanceProfiles(parameters?: ListInstanceProfilesParameters, options?: QueryCallOptions): List<ListInstanceProfilesResult['InstanceProfiles'][number]>;
  /** ListInstanceProfilesForRole */
  listInstanceProfilesForRole(parameters: ListInstanceProfilesForRoleParameters, options?: QueryCallOptions): List<ListInstanceProfilesForRoleResult['InstanceProfiles'][number]>;
  /** DeleteInstanceProfile */
  deleteInstanceProfile(parameters: DeleteInstanceProfileParameters, options?: QueryCallOptions): Promise<void>;
  /** AddRoleToInstanceProfile */
  addRoleToInstanceProfile(parameters: AddRoleToInstanceProfileParameters, options?: QueryCallOptions): Promise<void>;
  /** RemoveRoleFromInstanceProfile */
  removeRoleFromInstanceProfile(parameters: RemoveRoleFromInstanceProfileParameters, options?: QueryCallOptions): Promise<void>;
  /** CreatePolicy */
  createPolicy(parameters: CreatePolicyParameters, options?: QueryCallOptions): Promise<CreatePolicyResult>;
  /** GetPolicy */
  getPolicy(parameters: GetPolicyParameters, options?: QueryCallOptions): Promise<GetPolicyResult>;
  /** ListPolicies */
  listPolicies(parameters?: ListPoliciesParameters, options?: QueryCallOptions): List<ListPoliciesResult['Policies'][number]>;
  /** DeletePolicy */
  deletePolicy(parameters: DeletePolicyParameters, options?: QueryCallOptions): Promise<void>;
  /** CreatePolicyVersion */
  createPolicyVersion(parameters: CreatePolicyVersionParameters, options?: QueryCallOptions): Promise<CreatePolicyVersionResult>;
  /** GetPolicyVersion */
  getPolicyVersion(parameters: GetPolicyVersionParameters, options?: QueryCallOptions): Promise<GetPolicyVersionResult>;
  /** ListPolicyVersions */
  listPolicyVersions(parameters: ListPolicyVersionsParameters, options?: QueryCallOptions): List<ListPolicyVersionsResult['Versions'][number]>;
  /** SetDefaultPolicyVersion */
  setDefaultPolicyVersion(parameters: SetDefaultPolicyVersionParameters, options?: QueryCallOptions): Promise<void>;
  /** DeletePolicyVersion */
  deletePolicyVersion(parameters: DeletePolicyVersionParameters, options?: QueryCallOptions): Promise<void>;
  /** AttachUserPolicy */
  attachUserPolicy(parameters: AttachUserPolicyParameters, options?: QueryCallOptions): Promise<void>;
  /** DetachUserPolicy */
  detachUserPolicy(parameters: DetachUserPolicyParameters, options?: QueryCallOptions): Promise<void>;
  /** ListAttachedUserPolicies */
  listAttachedUserPolicies(parameters: ListAttachedUserPoliciesParameters, options?: QueryCallOptions): List<ListAttachedUserPoliciesResult['AttachedPolicies'][number]>;
  /** AttachGroupPolicy */
  attachGroupPolicy(parameters: AttachGroupPolicyParameters, options?: QueryCallOptions): Promise<void>;
  /** DetachGroupPolicy */
  detachGroupPolicy(parameters: DetachGroupPolicyParameters, options?: QueryCallOptions): Promise<void>;
  /** ListAttachedGroupPolicies */
  listAttachedGroupPolicies(parameters: ListAttachedGroupPoliciesParameters, options?: QueryCallOptions): List<ListAttachedGroupPoliciesResult['AttachedPolicies'][number]>;
  /** AttachRolePolicy */
  attachRolePolicy(parameters: AttachRolePolicyParameters, options?: QueryCallOptions): Promise<void>;
  /** DetachRolePolicy */
  detachRolePolicy(parameters: DetachRolePolicyParameters, options?: QueryCallOptions): Promise<void>;
  /** ListAttachedRolePolicies */
  listAttachedRolePolicies(parameters: ListAttachedRolePoliciesParameters, options?: QueryCallOptions): List<ListAttachedRolePoliciesResult['AttachedPolicies'][number]>;
  /** ListEntitiesForPolicy */
  listEntitiesForPolicy(parameters: ListEntitiesForPolicyParameters, options?: QueryCallOptions): Promise<ListEntitiesForPolicyResult>;
  /** CreateAccountAlias */
  createAccountAlias(parameters: CreateAccountAliasParameters, options?: QueryCallOptions): Promise<void>;
  /** ListAccountAliases */
  listAccountAliases(parameters?: ListAccountAliasesParameters, options?: QueryCallOptions): List<ListAccountAliasesResult['AccountAliases'][number]>;
  /** DeleteAccountAlias */
  deleteAccountAlias(parameters: DeleteAccountAliasParameters, options?: QueryCallOptions): Promise<void>;
  /** GetAccountSummary */
  getAccountSummary(parameters?: Readonly<Record<string, never>>, options?: QueryCallOptions): Promise<GetAccountSummaryResult>;
  /** UploadSigningCertificate */
  uploadSigningCertificate(parameters: UploadSigningCertificateParameters, options?: QueryCallOptions): Promise<UploadSigningCertificateResult>;
  /** ListSigningCertificates */
  listSigningCertificates(parameters?: ListSigningCertificatesParameters, options?: QueryCallOptions): List<ListSigningCertificatesResult['Certificates'][number]>;
  /** UpdateSigningCertificate */
  updateSigningCertificate(parameters: UpdateSigningCertificateParameters, options?: QueryCallOptions): Promise<void>;
  /** DeleteSigningCertificate */
  deleteSigningCertificate(parameters: DeleteSigningCertificateParameters, options?: QueryCallOptions): Promise<void>;
  /** UploadServerCertificate */
  uploadServerCertificate(parameters: UploadServerCertificateParameters, options?: QueryCallOptions): Promise<UploadServerCertificateResult>;
  /** GetServerCertificate */
  getServerCertificate(parameters: GetServerCertificateParameters, options?: QueryCallOptions): Promise<GetServerCertificateResult>;
  /** ListServerCertificates */
  listServerCertificates(parameters?: ListServerCertificatesParameters, options?: QueryCallOptions): List<ListServerCertificatesResult['ServerCertificateMetadataList'][number]>;
  /** UpdateServerCertificate */
  updateServerCertificate(parameters: UpdateServerCertificateParameters, options?: QueryCallOptions): Promise<void>;
  /** DeleteServerCertificate */
  deleteServerCertificate(parameters: DeleteServerCertificateParameters, options?: QueryCallOptions): Promise<void>;
  /** CreateVirtualMFADevice */
  createVirtualMFADevice(parameters: CreateVirtualMFADeviceParameters, options?: QueryCallOptions): Promise<CreateVirtualMFADeviceResult>;
  /** ListVirtualMFADevices */
  listVirtualMFADevices(parameters?: ListVirtualMFADevicesParameters, options?: QueryCallOptions): List<ListVirtualMFADevicesResult['VirtualMFADevices'][number]>;
  /** DeleteVirtualMFADevice */
  deleteVirtualMFADevice(parameters: DeleteVirtualMFADeviceParameters, options?: QueryCallOptions): Promise<void>;
  /** EnableMFADevice */
  enableMFADevice(parameters: EnableMFADeviceParameters, options?: QueryCallOptions): Promise<void>;
  /** ResyncMFADevice */
  resyncMFADevice(parameters: ResyncMFADeviceParameters, options?: QueryCallOptions): Promise<void>;
  /** DeactivateMFADevice */
  deactivateMFADevice(parameters: DeactivateMFADeviceParameters, options?: QueryCallOptions): Promise<void>;
  /** ListMFADevices */
  listMFADevices(parameters?: ListMFADevicesParameters, options?: QueryCallOptions): List<ListMFADevicesResult['MFADevices'][number]>;
  /** CreateSAMLProvider */
  createSAMLProvider(parameters: CreateSAMLProviderParameters, options?: QueryCallOptions): Promise<CreateSAMLProviderResult>;
  /** GetSAMLProvider */
  getSAMLProvider(parameters: GetSAMLProviderParameters, options?: QueryCallOptions): Promise<GetSAMLProviderResult>;
  /** ListSAMLProviders */
  listSAMLProviders(parameters?: Readonly<Record<string, never>>, options?: QueryCallOptions): List<ListSAMLProvidersResult['SAMLProviderList'][number]>;
  /** UpdateSAMLProvider */
  updateSAMLProvider(parameters: UpdateSAMLProviderParameters, options?: QueryCallOptions): Promise<UpdateSAMLProviderResult>;
  /** DeleteSAMLProvider */
  deleteSAMLProvider(parameters: DeleteSAMLProviderParameters, options?: QueryCallOptions): Promise<void>;
  /** GetAccountPasswordPolicy */
  getAccountPasswordPolicy(parameters?: Readonly<Record<string, never>>, options?: QueryCallOptions): Promise<GetAccountPasswordPolicyResult>;
  /** UpdateAccountPasswordPolicy */
  updateAccountPasswordPolicy(parameters?: UpdateAccountPasswordPolicyParameters, options?: QueryCallOptions): Promise<void>;
  /** DeleteAccountPasswordPolicy */
  deleteAccountPasswordPolicy(parameters?: Readonly<Record<string, never>>, options?: QueryCallOptions): Promise<void>;
  /** ChangePassword */
  changePassword(parameters: ChangePasswordParameters, options?: QueryCallOptions): Promise<void>;
  /** GenerateCredentialReport */
  generateCredentialReport(parameters?: Readonly<Record<string, never>>, options?: QueryCallOptions): Promise<GenerateCredentialReportResult>;
  /** GetCredentialReport */
  getCredentialReport(parameters?: Readonly<Record<string, never>>, options?: QueryCallOptions): Promise<GetCredentialReportResult>;
  /** CreateSigningCertificate */
  createSigningCertificate(parameters?: CreateSigningCertificateParameters, options?: QueryCallOptions): Promise<CreateSigningCertificateResult>;
  /** GetUserInfo */
  getUserInfo(parameters?: GetUserInfoParameters, options?: QueryCallOptions): Promise<GetUserInfoResult>;
  /** UpdateUserInfo */
  updateUserInfo(parameters: UpdateUserInfoParameters, options?: QueryCallOptions): Promise<void>;
  /** CreateAccount */
  createAccount(parameters: CreateAccountParameters, options?: QueryCallOptions): Promise<CreateAccountResult>;
  /** DeleteAccount */
  deleteAccount(parameters: DeleteAccountParameters, options?: QueryCallOptions): Promise<void>;
  /** ListAccounts */
  listAccounts(parameters?: Readonly<Record<string, never>>, options?: QueryCallOptions): List<ListAccountsResult['Accounts'][number]>;
  /** PutAccountPolicy */
  putAccountPolicy(parameters: PutAccountPolicyParameters, options?: QueryCallOptions): Promise<void>;
  /** GetAccountPolicy */
  getAccountPolicy(parameters: GetAccountPolicyParameters, options?: QueryCallOptions): Promise<GetAccountPolicyResult>;
  /** ListAccountPolicies */
  listAccountPolicies(parameters: ListAccountPoliciesParameters, options?: QueryCallOptions): List<ListAccountPoliciesResult['PolicyNames'][number]>;
  /** DeleteAccountPolicy */
  deleteAccountPolicy(parameters: DeleteAccountPolicyParameters, options?: QueryCallOptions): Promise<void>;
}
