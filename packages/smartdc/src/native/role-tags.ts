import { encodePath } from '@portolan/core/driver';
import type { CloudapiRequest } from '../client.ts';
import { type Calls, invalid, type NativeOptions } from './calls.ts';

/** Source: sdc-cloudapi docs "SetRoleTags"; lib/resources.js. */
export interface RoleTagsWire {
  /** The path. */
  readonly name: string;
  readonly 'role-tag': readonly string[];
}

const pathOf = (path: string): string => {
  if (path !== '' && !/^\/[^/]/.test(path)) throw invalid(`path: ${JSON.stringify(path)} does not begin with one "/" (or is "", the account itself)`);
  return encodePath(path);
};
const get = (path: string): CloudapiRequest => ({ operation: 'GetRoleTags', method: 'GET', path: pathOf(path) });
const set = (path: string, roleTags: readonly string[]): CloudapiRequest => ({
  operation: 'SetRoleTags',
  method: 'PUT',
  path: pathOf(path),
  body: { 'role-tag': roleTags },
});

/** Which roles may touch a thing. Paths begin behind the account and are not encoded: `/machines`, `/machines/9f…`, `''`. */
export class NativeRoleTags {
  readonly #calls: Calls;

  constructor(calls: Calls) {
    this.#calls = calls;
  }

  async get(path: string, options: NativeOptions = {}): Promise<readonly string[]> {
    const { headers } = await this.#calls.answer(get(path), options);
    return (headers['role-tag'] ?? '')
      .split(',')
      .map((tag) => tag.trim())
      .filter((tag) => tag !== '');
  }

  /** It will have these and no others. */
  async set(path: string, roleTags: readonly string[], options: NativeOptions = {}): Promise<RoleTagsWire> {
    return this.#calls.json<RoleTagsWire>(set(path, roleTags), options);
  }
}
