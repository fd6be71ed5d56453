import { randomBytes } from 'node:crypto';
import type { AccessKey } from '../identity/accounts.ts';
import { notFound } from './api-error.ts';
import { type Answer, type Call, created, noContent, ok } from './call.ts';
import { text } from './params.ts';
import { findUser } from './users.ts';

const owner = (call: Call): { readonly accessKeys: AccessKey[] } => (call.params['user'] === undefined ? call.account : findUser(call));

/** The secret is in every answer, as far as CloudAPI 9.20's source shows. */
const view = (key: AccessKey): Record<string, unknown> => ({
  accesskeyid: key.id,
  accesskeysecret: key.secret,
  created: new Date(key.createdMs).toISOString(),
  status: 'Active',
});

function find(call: Call): AccessKey {
  const id = text(call.params, 'accesskeyid') ?? '';
  const key = owner(call).accessKeys.find((candidate) => candidate.id === id);
  if (key === undefined) throw notFound(`${id} does not exist`);
  return key;
}

export const listAccessKeys = (call: Call): Answer => ok(owner(call).accessKeys.map(view));
export const getAccessKey = (call: Call): Answer => ok(view(find(call)));

export function createAccessKey(call: Call): Answer {
  const key: AccessKey = { id: randomBytes(16).toString('hex'), secret: `tdc_${randomBytes(32).toString('base64url')}`, createdMs: call.now };
  owner(call).accessKeys.push(key);
  const user = text(call.params, 'user');
  const parent = user === undefined ? `/${call.account.login}` : `/${call.account.login}/users/${user}`;
  return created(view(key), `${parent}/accesskeys/${key.id}`);
}

export function deleteAccessKey(call: Call): Answer {
  const { accessKeys } = owner(call);
  accessKeys.splice(accessKeys.indexOf(find(call)), 1);
  return noContent;
}
