import { CloudError } from '@portolan/core/driver';

/** `['starts-with', '$key', 'up/']`, `['content-length-range', 0, 1048576]`, `{ acl: 'private' }`. */
export type PostCondition =
  | Readonly<Record<string, string>>
  | readonly ['eq' | 'starts-with', `$${string}`, string]
  | readonly ['content-length-range', number, number];

export interface PostFormRequest {
  readonly Bucket: string;
  /** The object's key; with `${filename}` in it, that is the name of the file that is sent. */
  readonly Key: string;
  readonly expiresInSeconds: number;
  /** Fields of the form besides, each of them with the value it must have: `{ acl: 'private', success_action_status: '201' }`. */
  readonly fields?: Readonly<Record<string, string>> | undefined;
  readonly conditions?: readonly PostCondition[] | undefined;
  readonly maxBytes?: number | undefined;
}

/** A form that lets whoever has it upload to one bucket, for a while: its `fields`, then the file as the last one, called `file`. */
export interface PostForm {
  readonly url: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly expiresAt: Date;
}

/** What the signer adds to a policy and a form. */
export interface PolicySignature {
  readonly fields: Readonly<Record<string, string>>;
  sign(policyBase64: string): Readonly<Record<string, string>>;
}

/** The policy's text: every field has its condition, for servers refuse those that have none. */
function policyOf(
  request: PostFormRequest,
  expiresAt: Date,
  signed: Readonly<Record<string, string>>,
): { readonly policy: string; readonly fields: Record<string, string> } {
  const { Bucket, Key, fields = {}, conditions = [], maxBytes } = request;
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is what forms write
  const cut = Key.indexOf('${filename}');
  const own = new Set(conditions.map(fieldOf));
  const all: PostCondition[] = [{ bucket: Bucket }];
  if (!own.has('key')) all.push(cut === -1 ? { key: Key } : ['starts-with', '$key', Key.slice(0, cut)]);
  all.push(...conditions);
  for (const [name, value] of Object.entries(fields)) if (!own.has(name) && !name.startsWith('x-ignore-')) all.push({ [name]: value });
  if (maxBytes !== undefined) all.push(['content-length-range', 0, maxBytes]);
  for (const [name, value] of Object.entries(signed)) all.push({ [name]: value });
  return { policy: JSON.stringify({ expiration: expiresAt.toISOString(), conditions: all }), fields: { key: Key, ...fields } };
}

function fieldOf(condition: PostCondition): string {
  if (!Array.isArray(condition)) return Object.keys(condition)[0] ?? '';
  return String(condition[1]).replace(/^\$/, '');
}

export function postForm(request: PostFormRequest, url: string, now: number, signature: PolicySignature): PostForm {
  if (!(request.expiresInSeconds > 0)) throw new CloudError('invalid-argument', 'expiresInSeconds must be more than 0', { outcome: 'not-done' });
  const expiresAt = new Date(now + request.expiresInSeconds * 1000);
  const { policy, fields } = policyOf(request, expiresAt, signature.fields);
  const encoded = Buffer.from(policy, 'utf8').toString('base64');
  return { url, expiresAt, fields: { ...fields, policy: encoded, ...signature.fields, ...signature.sign(encoded) } };
}
