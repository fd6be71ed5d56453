import { sign, signingKey } from '../../auth/canonical-request.ts';
import type { CredentialStore, KnownCredential } from '../../auth/credentials.ts';
import { hmacBase64 } from '../../auth/sigv2.ts';
import { sameText } from '../../auth/sigv4.ts';
import type { S3Settings } from '../call.ts';
import type { S3Grant } from '../s3-auth.ts';
import { accessDenied, invalidArgument, S3Error } from '../s3-error.ts';

const mismatch = (accessKeyId: string, provided: string, text: string): S3Error =>
  new S3Error(
    403,
    'SignatureDoesNotMatch',
    'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
    {
      AWSAccessKeyId: accessKeyId,
      StringToSign: text,
      SignatureProvided: provided,
    },
  );

function known(credentials: CredentialStore, accessKeyId: string): KnownCredential {
  const found = credentials.find(accessKeyId);
  if (found === undefined)
    throw new S3Error(403, 'InvalidAccessKeyId', 'The AWS Access Key Id you provided does not exist in our records.', { AWSAccessKeyId: accessKeyId });
  return found;
}

function required(fields: ReadonlyMap<string, string>, name: string): string {
  const value = fields.get(name.toLowerCase());
  if (value === undefined)
    throw invalidArgument(`Bucket POST must contain a field named '${name}'.  If it is specified, please check the order of the fields.`, name, '');
  return value;
}

function verifyV4(fields: ReadonlyMap<string, string>, policy: string, settings: S3Settings, credentials: CredentialStore): KnownCredential {
  const algorithm = required(fields, 'X-Amz-Algorithm');
  if (algorithm !== 'AWS4-HMAC-SHA256') throw invalidArgument('X-Amz-Algorithm only supports "AWS4-HMAC-SHA256"', 'X-Amz-Algorithm', algorithm);
  const [accessKeyId = '', date = '', region = '', service = '', last = ''] = required(fields, 'X-Amz-Credential').split('/');
  required(fields, 'X-Amz-Date');
  const provided = required(fields, 'X-Amz-Signature');
  const strict = settings.flavour.name === 'aws';
  if (last !== 'aws4_request' || !/^\d{8}$/.test(date) || (strict && (region !== settings.region || service !== 's3')))
    throw new S3Error(400, 'AuthorizationQueryParametersError', 'Error parsing the X-Amz-Credential parameter; the scope is wrong', {
      Region: settings.region,
    });
  const credential = known(credentials, accessKeyId);
  const expected = sign(signingKey(credential.secretAccessKey, { date, region, service }), policy);
  if (!sameText(expected, provided)) throw mismatch(accessKeyId, provided, policy);
  return credential;
}

function verifyV2(fields: ReadonlyMap<string, string>, policy: string, settings: S3Settings, credentials: CredentialStore): KnownCredential {
  if (settings.flavour.name === 'aws' && !settings.acceptSignatureV2)
    throw new S3Error(400, 'InvalidRequest', 'The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.');
  const accessKeyId = required(fields, 'AWSAccessKeyId');
  const provided = required(fields, 'Signature');
  const credential = known(credentials, accessKeyId);
  if (!sameText(hmacBase64('sha1', credential.secretAccessKey, policy), provided)) throw mismatch(accessKeyId, provided, policy);
  return credential;
}

/** Who signed the form's policy; undefined: a form without policy, which is anonymous. */
export function authenticatePost(fields: ReadonlyMap<string, string>, settings: S3Settings, credentials: CredentialStore): S3Grant | undefined {
  const policy = fields.get('policy');
  const claims = ['x-amz-signature', 'x-amz-credential', 'signature', 'awsaccesskeyid'].some((name) => fields.has(name));
  if (policy === undefined) {
    if (claims) required(fields, 'policy');
    return undefined;
  }
  if (!claims) throw accessDenied();
  const verify = fields.has('awsaccesskeyid') ? verifyV2 : verifyV4;
  const credential = verify(fields, policy, settings, credentials);
  const token = fields.get('x-amz-security-token');
  const fault = credentials.checkToken(credential, token);
  if (fault !== undefined)
    throw fault === 'expired'
      ? new S3Error(400, 'ExpiredToken', 'The provided token has expired.')
      : new S3Error(400, 'InvalidToken', 'The provided token is malformed or otherwise invalid.');
  return { credential, v4: undefined, payload: 'UNSIGNED-PAYLOAD' };
}
