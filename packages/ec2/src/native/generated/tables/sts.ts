// Written by generator/generate.mjs from generator/services. Do not edit.
import type { QueryTable, Shape } from '../../table.ts';

const Credentials: Shape = { AccessKeyId: 's', SecretAccessKey: 'S', SessionToken: 'S', Expiration: 't' };

export const table: QueryTable = {
  GetSessionToken: { in: { DurationSeconds: 'i', SerialNumber: 's', TokenCode: 's' }, out: { Credentials: Credentials } },
  GetFederationToken: { in: { Name: 's', Policy: 's', PolicyArns: ['member', { arn: 's' }], DurationSeconds: 'i', Tags: ['member', { Key: 's', Value: 's' }] }, out: { Credentials: Credentials, FederatedUser: { FederatedUserId: 's', Arn: 's' }, PackedPolicySize: 'i' } },
  AssumeRole: { in: { RoleArn: 's', RoleSessionName: 's', PolicyArns: ['member', { arn: 's' }], Policy: 's', DurationSeconds: 'i', Tags: ['member', { Key: 's', Value: 's' }], TransitiveTagKeys: ['member', 's'], ExternalId: 's', SerialNumber: 's', TokenCode: 's', SourceIdentity: 's', ProvidedContexts: ['member', { ProviderArn: 's', ContextAssertion: 's' }] }, out: { Credentials: Credentials, AssumedRoleUser: { AssumedRoleId: 's', Arn: 's' }, PackedPolicySize: 'i', SourceIdentity: 's' } },
  AssumeRoleWithWebIdentity: { in: { RoleArn: 's', RoleSessionName: 's', WebIdentityToken: 's', ProviderId: 's', PolicyArns: ['member', { arn: 's' }], Policy: 's', DurationSeconds: 'i' }, out: { Credentials: Credentials, SubjectFromWebIdentityToken: 's', AssumedRoleUser: { AssumedRoleId: 's', Arn: 's' }, PackedPolicySize: 'i', Provider: 's', Audience: 's', SourceIdentity: 's' } },
  GetCallerIdentity: { out: { UserId: 's', Account: 's', Arn: 's' } },
  DecodeAuthorizationMessage: { in: { EncodedMessage: 's' }, out: { DecodedMessage: 's' } },
  GetAccessKeyInfo: { in: { AccessKeyId: 's' }, out: { Account: 's' } },
  AssumeRoleWithSAML: { in: { RoleArn: 's', PrincipalArn: 's', SAMLAssertion: 's', PolicyArns: ['member', { arn: 's' }], Policy: 's', DurationSeconds: 'i' }, out: { Credentials: Credentials, AssumedRoleUser: { AssumedRoleId: 's', Arn: 's' }, PackedPolicySize: 'i', Subject: 's', SubjectType: 's', Issuer: 's', Audience: 's', NameQualifier: 's' } },
  GetAccessToken: { in: { DurationSeconds: 'i' }, out: { Credentials: Credentials } },
  GetImpersonationToken: { in: { AccountAlias: 's', UserName: 's', ImpersonatedUserId: 's', DurationSeconds: 'i' }, out: { Credentials: Credentials } },
};
