// Written by generator/generate.mjs from generator/services. Do not edit.
import type { Secret } from '@portolan/core';
import type { QueryCallOptions } from './../query-types.ts';

export interface GetSessionTokenParameters {
  readonly DurationSeconds?: number | undefined;
  readonly SerialNumber?: string | undefined;
  readonly TokenCode?: string | undefined;
}

export interface GetSessionTokenResult {
  readonly Credentials?: Credentials | undefined;
}

export interface GetFederationTokenParameters {
  readonly Name: string;
  readonly Policy?: string | undefined;
  readonly PolicyArns?: readonly {
    readonly arn?: string | undefined;
  }[] | undefined;
  readonly DurationSeconds?: number | undefined;
  readonly Tags?: readonly {
    readonly Key: string;
    readonly Value: string;
  }[] | undefined;
}

export interface GetFederationTokenResult {
  readonly Credentials?: Credentials | undefined;
  readonly FederatedUser?: {
    readonly FederatedUserId?: string | undefined;
    readonly Arn?: string | undefined;
  } | undefined;
  readonly PackedPolicySize?: number | undefined;
}

export interface AssumeRoleParameters {
  readonly RoleArn: string;
  readonly RoleSessionName: string;
  readonly PolicyArns?: readonly {
    readonly arn?: string | undefined;
  }[] | undefined;
  readonly Policy?: string | undefined;
  readonly DurationSeconds?: number | undefined;
  readonly Tags?: readonly {
    readonly Key: string;
    readonly Value: string;
  }[] | undefined;
  readonly TransitiveTagKeys?: readonly string[] | undefined;
  readonly ExternalId?: string | undefined;
  readonly SerialNumber?: string | undefined;
  readonly TokenCode?: string | undefined;
  readonly SourceIdentity?: string | undefined;
  readonly ProvidedContexts?: readonly {
    readonly ProviderArn?: string | undefined;
    readonly ContextAssertion?: string | undefined;
  }[] | undefined;
}

export interface AssumeRoleResult {
  readonly Credentials?: Credentials | undefined;
  readonly AssumedRoleUser?: {
    readonly AssumedRoleId?: string | undefined;
    readonly Arn?: string | undefined;
  } | undefined;
  readonly PackedPolicySize?: number | undefined;
  readonly SourceIdentity?: string | undefined;
}

export interface AssumeRoleWithWebIdentityParameters {
  readonly RoleArn: string;
  readonly RoleSessionName: string;
  readonly WebIdentityToken: string;
  readonly ProviderId?: string | undefined;
  readonly PolicyArns?: readonly {
    readonly arn?: string | undefined;
  }[] | undefined;
  readonly Policy?: string | undefined;
  readonly DurationSeconds?: number | undefined;
}

export interface AssumeRoleWithWebIdentityResult {
  readonly Credentials?: Credentials | undefined;
  readonly SubjectFromWebIdentityToken?: string | undefined;
  readonly AssumedRoleUser?: {
    readonly AssumedRoleId?: string | undefined;
    readonly Arn?: string | undefined;
  } | undefined;
  readonly PackedPolicySize?: number | undefined;
  readonly Provider?: string | undefined;
  readonly Audience?: string | undefined;
  readonly SourceIdentity?: string | undefined;
}

export interface GetCallerIdentityResult {
  readonly UserId?: string | undefined;
  readonly Account?: string | undefined;
  readonly Arn?: string | undefined;
}

export interface DecodeAuthorizationMessageParameters {
  readonly EncodedMessage: string;
}

export interface DecodeAuthorizationMessageResult {
  readonly DecodedMessage?: string | undefined;
}

export interface GetAccessKeyInfoParameters {
  readonly AccessKeyId: string;
}

export interface GetAccessKeyInfoResult {
  readonly Account?: string | undefined;
}

export interface AssumeRoleWithSAMLParameters {
  readonly RoleArn: string;
  readonly PrincipalArn: string;
  readonly SAMLAssertion: string;
  readonly PolicyArns?: readonly {
    readonly arn?: string | undefined;
  }[] | undefined;
  readonly Policy?: string | undefined;
  readonly DurationSeconds?: number | undefined;
}

export interface AssumeRoleWithSAMLResult {
  readonly Credentials?: Credentials | undefined;
  readonly AssumedRoleUser?: {
    readonly AssumedRoleId?: string | undefined;
    readonly Arn?: string | undefined;
  } | undefined;
  readonly PackedPolicySize?: number | undefined;
  readonly Subject?: string | undefined;
  readonly SubjectType?: string | undefined;
  readonly Issuer?: string | undefined;
  readonly Audience?: string | undefined;
  readonly NameQualifier?: string | undefined;
}

export interface GetAccessTokenParameters {
  readonly DurationSeconds?: number | undefined;
}

export interface GetAccessTokenResult {
  readonly Credentials?: Credentials | undefined;
}

export interface GetImpersonationTokenParameters {
  readonly AccountAlias?: string | undefined;
  readonly UserName?: string | undefined;
  readonly ImpersonatedUserId?: string | undefined;
  readonly DurationSeconds?: number | undefined;
}

export interface GetImpersonationTokenResult {
  readonly Credentials?: Credentials | undefined;
}

export interface Credentials {
  readonly AccessKeyId?: string | undefined;
  readonly SecretAccessKey?: Secret | undefined;
  readonly SessionToken?: Secret | undefined;
  readonly Expiration?: Date | undefined;
}

export interface StsActions {
  /** GetSessionToken */
  getSessionToken(parameters?: GetSessionTokenParameters, options?: QueryCallOptions): Promise<GetSessionTokenResult>;
  /** GetFederationToken */
  getFederationToken(parameters: GetFederationTokenParameters, options?: QueryCallOptions): Promise<GetFederationTokenResult>;
  /** AssumeRole */
  assumeRole(parameters: AssumeRoleParameters, options?: QueryCallOptions): Promise<AssumeRoleResult>;
  /** AssumeRoleWithWebIdentity */
  assumeRoleWithWebIdentity(parameters: AssumeRoleWithWebIdentityParameters, options?: QueryCallOptions): Promise<AssumeRoleWithWebIdentityResult>;
  /** GetCallerIdentity */
  getCallerIdentity(parameters?: Readonly<Record<string, never>>, options?: QueryCallOptions): Promise<GetCallerIdentityResult>;
  /** DecodeAuthorizationMessage */
  decodeAuthorizationMessage(parameters: DecodeAuthorizationMessageParameters, options?: QueryCallOptions): Promise<DecodeAuthorizationMessageResult>;
  /** GetAccessKeyInfo */
  getAccessKeyInfo(parameters: GetAccessKeyInfoParameters, options?: QueryCallOptions): Promise<GetAccessKeyInfoResult>;
  /** AssumeRoleWithSAML */
  assumeRoleWithSAML(parameters: AssumeRoleWithSAMLParameters, options?: QueryCallOptions): Promise<AssumeRoleWithSAMLResult>;
  /** GetAccessToken */
  getAccessToken(parameters?: GetAccessTokenParameters, options?: QueryCallOptions): Promise<GetAccessTokenResult>;
  /** GetImpersonationToken */
  getImpersonationToken(parameters?: GetImpersonationTokenParameters, options?: QueryCallOptions): Promise<GetImpersonationTokenResult>;
}
