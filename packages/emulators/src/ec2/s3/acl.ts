import { child, children, childText, parseXml, type XmlElement } from '../../kit/xml.ts';
import { invalidArgument, malformedXml, S3Error } from './s3-error.ts';
import { document, tag, wrap } from './s3-xml.ts';

export interface Grant {
  readonly grantee: { readonly id: string } | { readonly uri: string } | { readonly email: string };
  readonly permission: string;
}

const ALL_USERS = 'http://acs.amazonaws.com/groups/global/AllUsers';
const AUTHENTICATED = 'http://acs.amazonaws.com/groups/global/AuthenticatedUsers';
const LOG_DELIVERY = 'http://acs.amazonaws.com/groups/s3/LogDelivery';
const PERMISSIONS = ['READ', 'WRITE', 'READ_ACP', 'WRITE_ACP', 'FULL_CONTROL'];
const GRANT_HEADERS: Readonly<Record<string, string>> = {
  'x-amz-grant-full-control': 'FULL_CONTROL',
  'x-amz-grant-read': 'READ',
  'x-amz-grant-write': 'WRITE',
  'x-amz-grant-read-acp': 'READ_ACP',
  'x-amz-grant-write-acp': 'WRITE_ACP',
};

/** The 64 hex digits that stand for an account; derived, so that they are the same in every run. */
export const canonicalId = (accountId: string): string => accountId.padStart(16, '0').repeat(4);

const group = (uri: string, permission: string): Grant => ({ grantee: { uri }, permission });

function canned(name: string, ownerId: string, bucketOwnerId: string): Grant[] {
  const owner: Grant = { grantee: { id: ownerId }, permission: 'FULL_CONTROL' };
  const bucketOwner = (permission: string): Grant[] => (bucketOwnerId === ownerId ? [owner] : [owner, { grantee: { id: bucketOwnerId }, permission }]);
  switch (name) {
    case 'private':
    case 'aws-exec-read':
    case 'ec2-bundle-read':
      return [owner];
    case 'public-read':
      return [owner, group(ALL_USERS, 'READ')];
    case 'public-read-write':
      return [owner, group(ALL_USERS, 'READ'), group(ALL_USERS, 'WRITE')];
    case 'authenticated-read':
      return [owner, group(AUTHENTICATED, 'READ')];
    case 'bucket-owner-read':
      return bucketOwner('READ');
    case 'bucket-owner-full-control':
      return bucketOwner('FULL_CONTROL');
    case 'log-delivery-write':
      return [owner, group(LOG_DELIVERY, 'WRITE'), group(LOG_DELIVERY, 'READ_ACP')];
    default:
      throw invalidArgument('', 'x-amz-acl', name);
  }
}

/** From `x-amz-acl` or `x-amz-grant-*`; undefined when neither is sent. */
export function grantsFromHeaders(headers: Readonly<Record<string, string>>, ownerId: string, bucketOwnerId: string): Grant[] | undefined {
  const name = headers['x-amz-acl'];
  const explicit = Object.entries(GRANT_HEADERS).filter(([header]) => headers[header] !== undefined);
  if (name !== undefined && explicit.length > 0) throw new S3Error(400, 'InvalidRequest', 'Specifying both Canned ACLs and Header Grants is not allowed');
  if (name !== undefined) return canned(name, ownerId, bucketOwnerId);
  if (explicit.length === 0) return undefined;
  return explicit.flatMap(([header, permission]) =>
    (headers[header] ?? '').split(',').map((item): Grant => {
      const match = /^\s*(id|uri|emailAddress)\s*=\s*"?([^"]*)"?\s*$/.exec(item);
      if (match === null) throw invalidArgument('Argument format not recognized', header, item);
      const value = match[2] ?? '';
      return { grantee: match[1] === 'id' ? { id: value } : match[1] === 'uri' ? { uri: value } : { email: value }, permission };
    }),
  );
}

export const privateGrants = (ownerId: string): Grant[] => canned('private', ownerId, ownerId);

function granteeOf(element: XmlElement | undefined): Grant['grantee'] {
  const id = childText(element, 'ID');
  const uri = childText(element, 'URI');
  const email = childText(element, 'EmailAddress');
  if (id !== undefined) return { id };
  if (uri !== undefined) return { uri };
  if (email !== undefined) return { email };
  throw new S3Error(400, 'MalformedACLError', 'The XML you provided was not well-formed or did not validate against our published schema');
}

export function grantsFromXml(body: Buffer): Grant[] {
  let root: XmlElement;
  try {
    root = parseXml(body.toString('utf8'));
  } catch {
    throw malformedXml();
  }
  if (root.name !== 'AccessControlPolicy' || childText(child(root, 'Owner'), 'ID') === undefined)
    throw new S3Error(400, 'MalformedACLError', 'The XML you provided was not well-formed or did not validate against our published schema');
  return children(child(root, 'AccessControlList'), 'Grant').map((grant) => {
    const permission = childText(grant, 'Permission') ?? '';
    if (!PERMISSIONS.includes(permission))
      throw new S3Error(400, 'MalformedACLError', 'The XML you provided was not well-formed or did not validate against our published schema');
    return { grantee: granteeOf(child(grant, 'Grantee')), permission };
  });
}

export const ownerXml = (ownerId: string, name = 'Owner'): string => wrap(name, tag('ID', ownerId), tag('DisplayName', 'emulated'));

export function aclDocument(ownerId: string, grants: readonly Grant[]): string {
  const xsi = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';
  const rows = grants.map(({ grantee, permission }) => {
    const inner =
      'id' in grantee
        ? `<Grantee ${xsi} xsi:type="CanonicalUser">${tag('ID', grantee.id)}${tag('DisplayName', 'emulated')}</Grantee>`
        : 'uri' in grantee
          ? `<Grantee ${xsi} xsi:type="Group">${tag('URI', grantee.uri)}</Grantee>`
          : `<Grantee ${xsi} xsi:type="AmazonCustomerByEmail">${tag('EmailAddress', grantee.email)}</Grantee>`;
    return wrap('Grant', inner, tag('Permission', permission));
  });
  return document('AccessControlPolicy', ownerXml(ownerId), wrap('AccessControlList', ...rows));
}

/** Lets in everybody, or everybody with any account at all. */
export const isPublicGrant = ({ grantee }: Grant): boolean => 'uri' in grantee && (grantee.uri === ALL_USERS || grantee.uri === AUTHENTICATED);

/** May this caller (undefined: anonymous) do it? */
export function allows(grants: readonly Grant[], permission: string, callerId: string | undefined, ignorePublic = false): boolean {
  return grants.some((grant) => {
    if (grant.permission !== permission && grant.permission !== 'FULL_CONTROL') return false;
    if (ignorePublic && isPublicGrant(grant)) return false;
    if ('id' in grant.grantee) return grant.grantee.id === callerId;
    return 'uri' in grant.grantee && (grant.grantee.uri === ALL_USERS || (grant.grantee.uri === AUTHENTICATED && callerId !== undefined));
  });
}
