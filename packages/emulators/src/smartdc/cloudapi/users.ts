import { newUser, PROFILE_FIELDS, type Subuser } from '../identity/accounts.ts';
import { invalidArgument, missingParameter, notFound } from './api-error.ts';
import { type Answer, type Call, created, noContent, ok } from './call.ts';
import { given, text } from './params.ts';

const EMAIL = /^[\w.!#$%&'*+\-/=?^`{|}~]+@[a-zA-Z0-9-]+(?:\.[a-zA-Z0-9-]+)*$/;

export function findUser(call: Call): Subuser {
  const wanted = text(call.params, 'user') ?? '';
  const user = call.account.users.find((candidate) => candidate.id === wanted || candidate.login === wanted);
  if (user === undefined) throw notFound(`${wanted} does not exist`);
  return user;
}

export const listUsers = (call: Call): Answer => ok(call.account.users.map((user) => userView(user)));

export function getUser(call: Call): Answer {
  const user = findUser(call);
  if (!given(call.params, 'membership')) return ok(userView(user));
  const roles = call.account.roles.filter((role) => role.members.some((member) => member.id === user.id));
  const defaults = roles.filter((role) => role.members.some((member) => member.id === user.id && member.default));
  return ok({ ...userView(user), roles: roles.map((role) => role.name), default_roles: defaults.map((role) => role.name) });
}

export function createUser(call: Call): Answer {
  const { params, account } = call;
  // All that is missing is named at once.
  const missing = ['email', 'login', 'password'].filter((name) => !given(params, name)).map((name) => `${name} is required`);
  if (missing.length > 0) throw missingParameter(`Request is missing required parameters: ${missing.join(', ')}`);
  const [login, email] = [text(params, 'login') ?? '', text(params, 'email') ?? ''];
  if (!EMAIL.test(email)) throw invalidArgument(`email: ${email} is invalid`);
  if (account.users.some((user) => user.login === login)) throw invalidArgument('user is invalid');
  const user = newUser(login, email, call.now);
  user.password = text(params, 'password') ?? '';
  applyProfile(user, params);
  account.users.push(user);
  return created(userView(user), `/${account.login}/users/${encodeURIComponent(login)}`);
}

/** An empty text clears a field. */
function applyProfile(user: Subuser, params: Readonly<Record<string, unknown>>): void {
  for (const name of PROFILE_FIELDS) {
    const value = text(params, name);
    if (value === '') delete user.profile[name];
    else if (value !== undefined) user.profile[name] = value;
  }
}

export function updateUser(call: Call): Answer {
  const user = findUser(call);
  const email = text(call.params, 'email');
  if (email && !EMAIL.test(email)) throw invalidArgument(`email: ${email} is invalid`);
  applyProfile(user, call.params);
  user.login = text(call.params, 'login') || user.login;
  user.updatedMs = call.now;
  return ok(userView(user));
}

export function changePassword(call: Call): Answer {
  const user = findUser(call);
  const missing = ['password', 'password_confirmation'].filter((name) => !given(call.params, name)).map((name) => `${name} is required`);
  if (missing.length > 0) throw missingParameter(`Request is missing required parameters: ${missing.join(', ')}`);
  const password = text(call.params, 'password') ?? '';
  if (password !== text(call.params, 'password_confirmation')) throw invalidArgument('password and password_confirmation must have the same value');
  user.password = password;
  return ok(userView(user));
}

export function deleteUser(call: Call): Answer {
  const user = findUser(call);
  call.account.users.splice(call.account.users.indexOf(user), 1);
  return noContent;
}

const userView = (user: Subuser): Record<string, unknown> => ({
  id: user.id,
  login: user.login,
  ...user.profile,
  created: new Date(user.createdMs).toISOString(),
  updated: new Date(user.updatedMs).toISOString(),
});
