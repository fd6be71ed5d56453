import { encodePathSegment } from '@portolan/core/driver';
import { given, type IdRef, idPath } from '../refs.ts';

export const instancePath = (instance: IdRef): string => `/instances${idPath(instance, 'instance')}`;

/** A user, or its name; of several with one name, each has its host. */
export type DatabaseUserRef = string | { readonly name: string; readonly host?: string | undefined };

/**
 * A name as last part of a path. The service takes what follows a dot there for the format of the answer, so dots are escaped and the
 * escape encoded: `a.b` is `a%252eb`.
 */
export const lastName = (name: string, what: string): string => `/${encodePathSegment(given(name, what).replaceAll('.', '%2e'))}`;

export function userName(user: DatabaseUserRef): string {
  if (typeof user === 'string') return given(user, 'user');
  return user.host === undefined || user.host === '%' ? given(user.name, 'user') : `${given(user.name, 'user')}@${user.host}`;
}
