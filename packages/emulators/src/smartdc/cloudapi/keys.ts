import { type AccountKey, addKey } from '../identity/accounts.ts';
import { invalidArgument, missingParameter, notFound } from './api-error.ts';
import { type Answer, type Call, created, noContent, ok } from './call.ts';
import { text } from './params.ts';
import { findUser } from './users.ts';

const keyView = (key: AccountKey): Record<string, string> => ({ name: key.name, fingerprint: key.ssh.fingerprint, key: key.ssh.openssh });

/** The account's keys, or those of the subuser the path names. */
const owner = (call: Call): { keys: AccountKey[] } => (call.params['user'] === undefined ? call.account : findUser(call));

export const listKeys = (call: Call): Answer => ok(owner(call).keys.map(keyView));

function findKey(call: Call): AccountKey {
  const wanted = text(call.params, 'name') ?? '';
  const key = owner(call).keys.find((candidate) => candidate.name === wanted || candidate.ssh.fingerprint === wanted);
  if (key === undefined) throw notFound(`${wanted} does not exist`);
  return key;
}

export const getKey = (call: Call): Answer => ok(keyView(findKey(call)));

export function createKey(call: Call): Answer {
  const { params } = call;
  if (!params['key']) throw missingParameter('key is a required argument');
  if (typeof params['key'] !== 'string') throw invalidArgument('key must be a String');
  if (params['key'].split(' ').length < 2) throw invalidArgument('key is invalid');
  let key: AccountKey;
  try {
    key = addKey(owner(call), text(params, 'name') || undefined, params['key']);
  } catch {
    throw invalidArgument('key already exists or is invalid');
  }
  const user = text(params, 'user');
  const parent = user === undefined ? `/${call.account.login}` : `/${call.account.login}/users/${user}`;
  return created(keyView(key), `${parent}/keys/${encodeURIComponent(key.ssh.fingerprint)}`);
}

/** Nothing prevents deleting the key one signs with. */
export function deleteKey(call: Call): Answer {
  const key = findKey(call);
  const { keys } = owner(call);
  keys.splice(keys.indexOf(key), 1);
  return noContent;
}
