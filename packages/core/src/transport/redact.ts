/** What is printed of a value that is not. */
export const REDACTED = '***';

// Names whose values may be printed. All else is hidden: a new header with a secret in it is safe before we have heard of it.
const SHOWN_HEADERS: ReadonlySet<string> = new Set([
  'accept',
  'accept-encoding',
  'accept-ranges',
  'accept-version',
  'age',
  'allow',
  'api-version',
  'cache-control',
  'connection',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-length',
  'content-md5',
  'content-range',
  'content-type',
  'date',
  'durability-level',
  'etag',
  'expect',
  'expires',
  'host',
  'if-match',
  'if-modified-since',
  'if-none-match',
  'if-range',
  'if-unmodified-since',
  'keep-alive',
  'last-modified',
  'prefer',
  'range',
  'request-id',
  'response-time',
  'result-set-size',
  'retry-after',
  'server',
  'transfer-encoding',
  'user-agent',
  'vary',
  'version',
  'via',
  'x-amz-acl',
  'x-amz-bucket-region',
  'x-amz-content-sha256',
  'x-amz-date',
  'x-amz-id-2',
  'x-amz-request-id',
  'x-amz-storage-class',
  'x-amz-version-id',
  'x-api-version',
  'x-compute-request-id',
  'x-container-bytes-used',
  'x-container-object-count',
  'x-openstack-nova-api-version',
  'x-openstack-request-id',
  'x-query-limit',
  'x-request-id',
  'x-resource-count',
  'x-server-name',
  'x-timestamp',
  'x-trans-id',
]); // prettier-ignore

const SECRET_QUERY: ReadonlySet<string> = new Set([
  'x-amz-signature',
  'x-amz-credential',
  'x-amz-security-token',
  'signature',
  'awsaccesskeyid',
  'accesskeyid',
  'securitytoken',
  'temp_url_sig',
  'token',
  'access_token',
  'refresh_token',
  'id_token',
  'auth_token',
  'x-auth-token',
  'password',
  'passwd',
  'adminpass',
  'secret',
  'client_secret',
  'apikey',
  'api_key',
  'key',
  'sig',
  'code',
  'assertion',
  'userdata',
  'user_data',
  'keyid',
]); // prettier-ignore
// `key` is CloudFormation's filter word too, but losing it in a log costs less than printing one.

const OTHERWISE_SECRET = /pass(word|wd|phrase|code)|secret|token|signature|credential|(api|auth|private)[-_]?key/i;

/** A copy fit for logs. */
export function redactHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  const shown: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (name === '__proto__') continue;
    shown[name] = SHOWN_HEADERS.has(name.toLowerCase()) ? value : REDACTED;
  }
  return shown;
}

/** The same URL or target without user, password and the values of secret query parameters. Never throws, never normalises. */
export function redactUrl(url: string): string {
  const cut = url.search(/[?#]/);
  const path = cut === -1 ? url : url.slice(0, cut);
  const clean = path.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/]*@/i, `$1${REDACTED}@`);
  if (cut === -1) return clean;
  const rest = url.slice(cut).replace(/([?#&;])([^=&;#]*)=([^&;#]*)/g, (pair: string, mark: string, name: string, value: string) => {
    if (value === '') return pair;
    return isSecretName(name) ? `${mark}${name}=${REDACTED}` : pair;
  });
  return `${clean}${rest}`;
}

/** Where a request goes, fit for logs. */
export function redactedUrlOf(request: { readonly origin: string; readonly target: string; readonly secretTarget?: boolean | undefined }): string {
  return request.secretTarget === true ? `${redactUrl(request.origin)}/${REDACTED}` : redactUrl(`${request.origin}${request.target}`);
}

/** Whether what bears this name (a query parameter, a member, an element) is kept secret. */
export function isSecretName(name: string): boolean {
  let plain = name;
  try {
    plain = decodeURIComponent(name);
  } catch {
    // Not encoded as it should be: judge it as it stands.
  }
  // The caller's own name for a create, which opens nothing: blanked out, whatever else begins like it would be, too.
  if (/^client-?token$/i.test(plain)) return false;
  return SECRET_QUERY.has(plain.toLowerCase()) || OTHERWISE_SECRET.test(plain);
}

/** An excerpt of an answer without the values of secret members, elements and parameters: a sign-in that broke off has the token in what arrived. */
export function redactExcerpt(text: string): string {
  return text
    .replace(/("token"\s*:\s*\{[^{}]*?"id"\s*:\s*")[^"]*/gi, `$1${REDACTED}`)
    .replace(/"([^"\\]{1,64})"(\s*:\s*")((?:[^"\\]|\\.)*)/g, (whole, name: string, between: string) =>
      isSecretName(name) ? `"${name}"${between}${REDACTED}` : whole,
    )
    .replace(/<([\w.:-]{1,64})([^<>]*)>([^<]+)/g, (whole, name: string, attributes: string) =>
      isSecretName(name.slice(name.indexOf(':') + 1)) ? `<${name}${attributes}>${REDACTED}` : whole,
    )
    .replace(/(^|[?&;\s])([\w.-]{1,64})=([^&;\s"'<>]+)/g, (whole, before: string, name: string) =>
      isSecretName(name) ? `${before}${name}=${REDACTED}` : whole,
    );
}
