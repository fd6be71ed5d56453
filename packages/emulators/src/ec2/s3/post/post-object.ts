import { createHash } from 'node:crypto';
import { reply } from '../../../kit/exchange.ts';
import { child } from '../../../kit/xml.ts';
import type { CredentialStore } from '../../auth/credentials.ts';
import { bucketFor } from '../access.ts';
import { attributesFrom, checkTags } from '../attributes.ts';
import { ObjectBody } from '../body.ts';
import { addressOf, S3Call } from '../call.ts';
import { CHECKSUM_ALGORITHMS, checksumOf } from '../checksums.ts';
import { heldFields, holdFrom } from '../configuration/object-lock.ts';
import { rootElement, tagsOf } from '../configuration/xml-body.ts';
import { checksumHeaders, grantsOfNew, ownerOfNew, writtenHeaders } from '../object-write.ts';
import { receive } from '../receive.ts';
import { invalidArgument, S3Error } from '../s3-error.ts';
import { tag } from '../s3-xml.ts';
import type { StoredChecksum, StoredObject } from '../store.ts';
import { type FormData, parseFormData } from './form-data.ts';
import { authenticatePost } from './post-auth.ts';
import { checkPostPolicy } from './post-policy.ts';

/** Fields that stand for headers of a PUT under other names or spellings. */
const SPELLED = ['Cache-Control', 'Content-Type', 'Content-Disposition', 'Content-Encoding', 'Content-Language', 'Expires'];

/** The call a PUT with these fields for headers would be. */
function callOf(call: S3Call, form: FormData, key: string, credentials: CredentialStore): S3Call {
  const fields = new Map(form.fields);
  const grant = authenticatePost(fields, call.settings, credentials);
  const acl = fields.get('acl');
  const pairs: [string, string][] = form.fields
    .filter(([name]) => name.startsWith('x-amz-') || SPELLED.some((spelled) => spelled.toLowerCase() === name))
    .map(([name, value]) => [SPELLED.find((spelled) => spelled.toLowerCase() === name) ?? name, Buffer.from(value, 'utf8').toString('latin1')]);
  if (acl !== undefined) pairs.push(['x-amz-acl', acl]);
  const headers = Object.fromEntries(pairs.map(([name, value]) => [name.toLowerCase(), value]));
  return new S3Call(call.request, call.response, call.settings, { ...addressOf(call.request, call.settings), key }, grant, { headers, rawHeaders: pairs });
}

function checksumFrom(call: S3Call, body: ObjectBody): StoredChecksum | undefined {
  const algorithm = CHECKSUM_ALGORITHMS.find((name) => call.header(`x-amz-checksum-${name}`) !== undefined);
  if (algorithm === undefined) return undefined;
  const value = checksumOf(algorithm, body.chunks).toString('base64');
  if (call.header(`x-amz-checksum-${algorithm}`) !== value)
    throw new S3Error(400, 'BadDigest', `The ${algorithm.toUpperCase()} you specified did not match the calculated checksum.`);
  return { algorithm, value, type: 'FULL_OBJECT' };
}

function tagsFrom(field: string | undefined): readonly (readonly [string, string])[] {
  if (field === undefined) return [];
  const tags = tagsOf(child(rootElement(Buffer.from(field), 'Tagging'), 'TagSet'));
  checkTags(tags);
  return tags;
}

function answer(call: S3Call, fields: ReadonlyMap<string, string>, object: StoredObject, headers: Record<string, string>): void {
  const etag = `"${object.etag}"`;
  const host = call.request.header('host') ?? '';
  const path = object.key.split('/').map(encodeURIComponent).join('%2F');
  const location = call.virtualHost ? `http://${host}/${path}` : `http://${host}${call.prefix}/${call.bucketName}/${path}`;
  const all = { ETag: etag, Location: location, ...headers };
  const redirect = fields.get('success_action_redirect') ?? fields.get('redirect');
  const status = fields.get('success_action_status');
  if (redirect !== undefined && URL.canParse(redirect)) {
    const url = new URL(redirect);
    for (const [name, value] of Object.entries({ bucket: call.bucketName, key: object.key, etag })) url.searchParams.append(name, value);
    reply(call.response, 303, { ...all, Location: url.href });
  } else if (status === '201') {
    const inner = [tag('Location', location), tag('Bucket', call.bucketName), tag('Key', object.key), tag('ETag', etag)].join('');
    const body = `<?xml version="1.0" encoding="UTF-8"?>\n<PostResponse>${inner}</PostResponse>`;
    reply(call.response, 201, { ...all, 'Content-Type': 'application/xml' }, body);
  } else reply(call.response, status === '200' ? 200 : 204, all);
}

/** An upload by a browser's form: who sends it is proven by the signed policy, which says what may be sent. */
export async function postObject(call: S3Call, credentials: CredentialStore): Promise<void> {
  call.settings.store.bucket(call.bucketName);
  const type = call.header('content-type') ?? '';
  if (!/^multipart\/form-data\b/i.test(type))
    throw new S3Error(412, 'PreconditionFailed', 'At least one of the pre-conditions you specified did not hold', {
      Condition: 'Bucket POST must be of the enclosure-type multipart/form-data',
    });
  const form = parseFormData(type, (await receive(call)).body.toBuffer());
  const fields = new Map(form.fields);
  if (form.file === undefined) throw invalidArgument('POST requires exactly one file upload per request.', 'file', '0');
  const template = fields.get('key');
  if (template === undefined || template === '')
    throw invalidArgument("Bucket POST must contain a field named 'key'.  If it is specified, please check the order of the fields.", 'key', '');
  // biome-ignore lint/suspicious/noTemplateCurlyInString: this is how a form writes it
  const key = template.replaceAll('${filename}', form.file.name);
  const put = callOf(call, form, key, credentials);
  const bucket = bucketFor(put, 'WRITE', key, 's3:PutObject');
  const policy = fields.get('policy');
  if (policy !== undefined) checkPostPolicy(policy, new Map([...fields, ['key', key]]), bucket.name, form.file.bytes.length, call.now);
  const ownerId = ownerOfNew(put, bucket);
  const body = new ObjectBody([form.file.bytes]);
  const checksum = checksumFrom(put, body);
  const object: StoredObject = {
    ...attributesFrom(put, bucket),
    key,
    ownerId,
    body,
    etag: createHash('md5').update(form.file.bytes).digest('hex'),
    modifiedAt: call.now,
    checksum,
    parts: [],
    grants: grantsOfNew(put, bucket, ownerId),
    tags: tagsFrom(fields.get('tagging')),
    ...heldFields(holdFrom(put, bucket)),
  };
  bucket.put(object);
  answer(call, fields, object, { ...checksumHeaders(checksum), ...writtenHeaders(bucket, object) });
}
