import type { Ec2Credential } from '../../auth/credentials.ts';
import type { Parameters } from '../../query/parameters.ts';
import type { MemberValue } from '../member-xml.ts';
import type { QueryService, ServiceContext } from '../service.ts';
import { ServiceError, validationError } from '../service-error.ts';

const SECOND = 1000;
const ROLE_ARN = /^arn:aws:iam::(\d{12}):role\/(?:.*\/)?([\w+=,.@-]{1,64})$/;

/** Roles and keys of IAM, as far as STS must know them. */
export interface Identities {
  /** Undefined: any role may be assumed, there being none of that name. */
  roleId(name: string): string | undefined;
  /** Who a key belongs to: `arn:aws:iam::…:user/ann`, and the id. */
  owner(accessKeyId: string): { readonly arn: string; readonly id: string } | undefined;
}

function lifetime(parameters: Parameters, standard: number, most: number): number {
  const seconds = parameters.integer('DurationSeconds') ?? standard;
  if (seconds < 900 || seconds > most)
    throw validationError(
      `1 validation error detected: Value '${seconds}' at 'durationSeconds' failed to satisfy constraint: Member must have value between 900 and ${most}`,
    );
  return seconds;
}

function sessionName(parameters: Parameters, field: string): string {
  const name = parameters.required(field);
  if (!/^[\w+=,.@-]{2,64}$/.test(name))
    throw validationError(
      `1 validation error detected: Value '${name}' at '${field}' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*`,
    );
  return name;
}

function checkPolicy(parameters: Parameters): void {
  const policy = parameters.text('Policy');
  if (policy === undefined) return;
  try {
    JSON.parse(policy);
  } catch {
    throw new ServiceError('MalformedPolicyDocument', 'This policy contains invalid Json');
  }
}

const credentialsView = (session: Required<Ec2Credential>): { readonly [name: string]: MemberValue } => ({
  AccessKeyId: session.accessKeyId,
  SecretAccessKey: session.secretAccessKey,
  SessionToken: session.sessionToken,
  Expiration: new Date(session.expiresAt),
});

/** The Security Token Service: what it gives out works on all services until it expires. */
export function securityTokens(context: ServiceContext, identities: Identities): QueryService {
  const { credentials, accountId } = context;
  /** Temporary key → who it speaks for. */
  const sessions = new Map<string, { readonly arn: string; readonly id: string }>();
  const issue = (seconds: number, arn: string, id: string): Required<Ec2Credential> => {
    const session = credentials.issueSession(seconds * SECOND);
    sessions.set(session.accessKeyId, { arn, id });
    return session;
  };
  const assume = (parameters: Parameters): { readonly [name: string]: MemberValue } => {
    const roleArn = parameters.required('RoleArn');
    const match = ROLE_ARN.exec(roleArn);
    if (match === null) throw validationError(`${roleArn} is invalid`);
    const name = sessionName(parameters, 'RoleSessionName');
    checkPolicy(parameters);
    const roleId = identities.roleId(match[2] ?? '');
    if (match[1] !== accountId || roleId === undefined)
      throw new ServiceError('AccessDenied', `User: arn:aws:iam::${accountId}:root is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`, 403);
    const arn = `arn:aws:sts::${accountId}:assumed-role/${match[2]}/${name}`;
    const id = `${roleId}:${name}`;
    const session = issue(lifetime(parameters, 3600, 43_200), arn, id);
    return {
      Credentials: credentialsView(session),
      AssumedRoleUser: { AssumedRoleId: id, Arn: arn },
      PackedPolicySize: 6,
      SourceIdentity: parameters.text('SourceIdentity'),
    };
  };
  return {
    scope: 'sts',
    version: '2011-06-15',
    namespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
    eucalyptusPath: 'Tokens',
    unsigned: ['AssumeRoleWithWebIdentity', 'AssumeRoleWithSAML'],
    amazonOnly: ['DecodeAuthorizationMessage', 'GetAccessKeyInfo'],
    actions: {
      GetCallerIdentity: ({ caller }) => {
        const root = { arn: `arn:aws:iam::${caller.accountId}:root`, id: caller.accountId };
        const { arn, id } = sessions.get(caller.accessKeyId) ?? identities.owner(caller.accessKeyId) ?? root;
        return { UserId: id, Account: caller.accountId, Arn: arn };
      },
      GetSessionToken: ({ parameters, caller }) => {
        if (caller.sessionToken !== undefined) throw new ServiceError('AccessDenied', 'Cannot call GetSessionToken with session credentials', 403);
        const { arn, id } = identities.owner(caller.accessKeyId) ?? { arn: `arn:aws:iam::${accountId}:root`, id: accountId };
        return { Credentials: credentialsView(issue(lifetime(parameters, 43_200, 129_600), arn, id)) };
      },
      GetFederationToken: ({ parameters, caller }) => {
        if (caller.sessionToken !== undefined) throw new ServiceError('AccessDenied', 'Cannot call GetFederationToken with session credentials', 403);
        const name = sessionName(parameters, 'Name');
        checkPolicy(parameters);
        const arn = `arn:aws:sts::${accountId}:federated-user/${name}`;
        const id = `${accountId}:${name}`;
        return {
          Credentials: credentialsView(issue(lifetime(parameters, 43_200, 129_600), arn, id)),
          FederatedUser: { FederatedUserId: id, Arn: arn },
          PackedPolicySize: 6,
        };
      },
      AssumeRole: ({ parameters }) => assume(parameters),
      AssumeRoleWithWebIdentity: ({ parameters }) => {
        const token = parameters.required('WebIdentityToken');
        const claims = readClaims(token);
        return { ...assume(parameters), SubjectFromWebIdentityToken: claims.sub, Audience: claims.aud, Provider: claims.iss };
      },
      DecodeAuthorizationMessage: ({ parameters }) => {
        const message = Buffer.from(parameters.required('EncodedMessage'), 'base64url').toString('utf8');
        if (!message.startsWith('{')) throw new ServiceError('InvalidAuthorizationMessageException', 'Invalid authorization message');
        return { DecodedMessage: message };
      },
      GetAccessKeyInfo: ({ parameters }) => {
        const known = credentials.find(parameters.required('AccessKeyId'));
        if (known === undefined) throw validationError('The access key ID is not known');
        return { Account: known.accountId };
      },
    },
  };
}

interface Claims {
  readonly sub: string;
  readonly aud: string;
  readonly iss: string;
}

/** The middle of a JSON web token; who signed it is not verified, there being no provider to ask. */
function readClaims(token: string): Claims {
  try {
    const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')) as Partial<Claims>;
    if (typeof claims.sub === 'string') return { sub: claims.sub, aud: String(claims.aud ?? ''), iss: String(claims.iss ?? '') };
  } catch {
    // Falls through to the refusal below.
  }
  throw new ServiceError('InvalidIdentityToken', 'The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)');
}
