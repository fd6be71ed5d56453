import { CloudError, type CloudErrorCode, type FailedResponse, parseXml, responseError, type XmlNode, xmlChild, xmlText } from '@portolan/core/driver';

/** What the engine says went wrong. */
export interface EngineFault {
  readonly reason?: string | undefined;
  /** Without the brackets that commands put around their list of messages. */
  readonly detail?: string | undefined;
}

interface Meaning {
  readonly code: CloudErrorCode;
  readonly remedy?: string;
}

/** Set as `providerCode` on what a wait will cure: the engine is at work on the thing. */
export const LOCKED = 'locked';

/**
 * The engine has no codes, only statuses and English texts of its command validation. Read in this order; the first that fits counts.
 * Source: ovirt-engine backend/manager/modules/dal/src/main/resources/bundles/AppErrors.properties.
 */
export const FAULT_TEXTS: readonly (readonly [pattern: RegExp, meaning: Meaning & { readonly locked?: true }])[] = [
  [
    /already in use|already exists|already used by|name is taken|another one has this name/i,
    { code: 'already-exists', remedy: 'take another name, or use what is there' },
  ],
  [
    /\bis locked\b|\bare locked\b|try again in a few minutes|try again later|operation is currently in progress|is being (used(?! by)|worked on|updated|exported|migrated|moved|copied|removed|created)|currently being/i,
    { code: 'conflict', locked: true },
  ],
  [
    /quota|low disk space|not enough (free )?(disk )?(space|memory)|no host that satisfies|no available (running )?host|not enough mac addresses|out of (memory|space)/i,
    { code: 'quota-exceeded' },
  ],
  [/entity not found|does(n't| not) exist|cannot be found|not found\b/i, { code: 'not-found' }],
  [/not authori[sz]ed to perform|permission/i, { code: 'permission-denied' }],
  [
    /special characters|is longer than|too long|size must be between|invalid (uuid|custom propert)|greater than zero|has to be positive|cannot exceed|incompatible with the storage domain/i,
    { code: 'invalid-argument' },
  ],
]; // prettier-ignore

/** The error for an answer of the engine's API. */
export async function engineError(failure: FailedResponse): Promise<CloudError> {
  const { status, headers } = failure;
  const text = failure.body.toString('utf8');
  const requestId = headers['correlation-id'];
  if (status === 401) {
    return responseError(failure, {
      requestId,
      message: 'the engine does not accept the session',
      ...(/^\s*<html/i.test(text) || text.trim() === '' ? {} : { message: excerpt(text) }),
    });
  }
  const fault = await readFault(text);
  if (fault === undefined) {
    // The engine answers 404 with an empty body; a page for people comes from something else than its API.
    if (status === 404 && isPage(headers, text))
      return responseError(failure, {
        code: 'protocol',
        requestId,
        message: `a web page answered: ${excerpt(text)}`,
        remedy: 'check the url: it ends with /ovirt-engine/api',
      });
    if (status === 503) return responseError(failure, { requestId, message: 'the engine is starting, stopped, or cannot be reached by its web server' });
    return responseError(failure, { requestId, message: excerpt(text) });
  }
  return responseError(failure, { requestId, ...meaningOf(status, fault) });
}

/** Code and words of a fault, wherever it stood: an answer of its own, or inside an `<action>`. */
export function meaningOf(status: number, fault: EngineFault): { code?: CloudErrorCode; message: string; providerCode?: string; remedy?: string } {
  const said = [fault.detail, fault.reason].filter((part) => part !== undefined && part !== '');
  const message = said.join(': ') || 'no reason given';
  const known = status === 400 || status === 409 || status === 404 ? FAULT_TEXTS.find(([pattern]) => pattern.test(message))?.[1] : undefined;
  const code = known?.code === 'permission-denied' && status === 404 ? undefined : known?.code;
  return {
    message: fault.detail ?? message,
    ...(code === undefined ? {} : { code }),
    ...(known?.locked === true ? { providerCode: LOCKED } : fault.reason === undefined ? {} : { providerCode: fault.reason }),
    ...(known?.remedy === undefined ? {} : { remedy: known.remedy }),
  };
}

/** A fault in an answer whose status said success. Read as the 409 that the engine mostly sends with one. */
export function faultError(status: number, fault: EngineFault): CloudError {
  const { code = 'conflict', ...rest } = meaningOf(409, fault);
  return new CloudError(code, rest.message, { status, providerCode: rest.providerCode, remedy: rest.remedy, outcome: 'not-done' });
}

/** `<fault>`, `<action>…<fault>`, or the usage message of a body that the engine cannot read. */
async function readFault(text: string): Promise<EngineFault | undefined> {
  const root = rootName(text);
  if (root === undefined || root === 'html') return undefined;
  let node: XmlNode;
  try {
    node = (await parseXml(text, { root })).root;
    if (root === 'usage_message') return { reason: 'Invalid request', detail: xmlText(node, 'message') };
    return faultOf(root === 'fault' ? node : xmlChild(node, 'fault'));
  } catch {
    return undefined;
  }
}

export function faultOf(node: XmlNode | undefined): EngineFault | undefined {
  if (node === undefined) return undefined;
  const detail = xmlText(node, 'detail')?.trim();
  return { reason: xmlText(node, 'reason')?.trim(), detail: detail?.replace(/^\[(.*)\]$/s, '$1') };
}

/** Name of the first element, whatever the document is. */
export const rootName = (text: string): string | undefined => /^\uFEFF?\s*(?:<\?xml[^>]*\?>\s*)?<([A-Za-z_][\w.-]*)/.exec(text)?.[1]?.toLowerCase();

const isPage = (headers: Readonly<Record<string, string>>, text: string): boolean =>
  /html/i.test(headers['content-type'] ?? '') || /^\s*<(!doctype|html)/i.test(text);

function excerpt(text: string): string {
  const plain = text
    .replace(/<(script|style)[^>]*>.*?<\/\1>/gis, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return plain.slice(0, 200);
}

const SSO_CODES: Readonly<Record<string, Meaning>> = {
  access_denied: { code: 'unauthenticated', remedy: 'check username (user@profile) and password' },
  invalid_grant: { code: 'unauthenticated', remedy: 'check username (user@profile) and password' },
  not_authenticated: { code: 'unauthenticated' },
  invalid_token: { code: 'unauthenticated' },
  unauthorized_client: { code: 'permission-denied' },
  invalid_scope: { code: 'unsupported' },
  unsupported_grant_type: { code: 'unsupported' },
  unsupported_request: { code: 'unsupported' },
  invalid_request: { code: 'invalid-argument' },
  server_error: { code: 'unavailable' },
};

/** What the SSO says went wrong: `{error_code, error}`, or `{error, error_description}` as OAuth has it. */
export function ssoFault(answer: unknown): ({ readonly providerCode: string; readonly message: string } & Meaning) | undefined {
  if (typeof answer !== 'object' || answer === null) return undefined;
  const { error_code: code, error, error_description: description } = answer as Readonly<Record<string, unknown>>;
  if (typeof error !== 'string' && typeof code !== 'string') return undefined;
  const name = typeof code === 'string' ? code : String(error);
  const said = typeof code === 'string' ? error : description;
  const message = typeof said === 'string' ? said : name;
  return { providerCode: name, message, ...(SSO_CODES[name] ?? { code: 'unauthenticated' }) };
}

/** The SSO answers 400 to a wrong password; some fronts make 401 of it. */
export function ssoError(failure: FailedResponse): CloudError {
  const text = failure.body.toString('utf8');
  if (isPage(failure.headers, text)) {
    const code = failure.status === 401 || failure.status >= 500 ? undefined : 'protocol';
    return responseError(failure, {
      ...(code === undefined ? {} : { code }),
      message: `a web page answered the login: ${excerpt(text)}`,
      remedy: 'check the url of the engine',
    });
  }
  let answer: unknown;
  try {
    answer = JSON.parse(text);
  } catch {
    return responseError(failure, { message: excerpt(text) });
  }
  return responseError(failure, ssoFault(answer) ?? { message: excerpt(text) });
}

/** The imageio daemon answers with one line of text. Its 403 is about the address (unknown or ended ticket), not about us. */
export function imageioError(failure: FailedResponse): CloudError {
  const said = excerpt(failure.body.toString('utf8')).replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi, '***');
  if (failure.status !== 403) return responseError(failure, { message: said });
  return responseError(failure, {
    code: 'unavailable',
    message: `the image transfer has ended, or is for other things: ${said}`,
    retry: 'never',
    outcome: 'not-done',
  });
}
