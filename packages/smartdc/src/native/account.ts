import type { List } from '@portolan/core/driver';
import type { CloudapiRequest } from '../client.ts';
import type { Calls, NativeListOptions, NativeOptions } from './calls.ts';

// ---- wire ----

/** Source: sdc-cloudapi docs/index.md "GetAccount"; lib/account.js. What is empty is left out. */
export interface AccountWire {
  readonly id: string;
  readonly login: string;
  readonly email: string;
  readonly companyName?: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly address?: string;
  readonly postalCode?: string;
  readonly city?: string;
  readonly state?: string;
  readonly country?: string;
  readonly phone?: string;
  readonly triton_cns_enabled?: boolean;
  readonly created?: string;
  readonly updated?: string;
}

/** What may be changed. An empty text is ignored by the server: a field cannot be cleared. */
export type AccountUpdate = {
  readonly [K in Exclude<keyof AccountWire, 'id' | 'login' | 'created' | 'updated'>]?: AccountWire[K] | undefined;
};

/** Source: sdc-cloudapi docs "GetAccountLimits"; code 9.8 and later. */
export interface LimitWire {
  /** `ram`: MiB, `quota`: GiB, `machines`: how many. */
  readonly by: 'ram' | 'quota' | 'machines';
  readonly value: number;
  readonly used: number;
  readonly check?: 'os' | 'image';
  readonly os?: string;
  readonly image?: string;
}

/** Source: sdc-cloudapi docs "GetConfig". */
export interface ConfigWire {
  /** Network of docker containers. */
  readonly default_network?: string;
}

// ---- requests ----

const get = (): CloudapiRequest => ({ operation: 'GetAccount', method: 'GET', path: '' });
const update = (body: AccountUpdate): CloudapiRequest => ({ operation: 'UpdateAccount', method: 'POST', path: '', body, idempotent: true });
const limits = (): CloudapiRequest => ({ operation: 'GetAccountLimits', method: 'GET', path: '/limits' });
const getConfig = (): CloudapiRequest => ({ operation: 'GetConfig', method: 'GET', path: '/config' });
const putConfig = (body: ConfigWire): CloudapiRequest => ({ operation: 'UpdateConfig', method: 'PUT', path: '/config', body });

// ---- account ----

export class NativeAccount {
  readonly #calls: Calls;

  constructor(calls: Calls) {
    this.#calls = calls;
  }

  async get(options: NativeOptions = {}): Promise<AccountWire> {
    return this.#calls.json<AccountWire>(get(), options);
  }

  /** The answer is the account as it will be; reads may lag a few seconds. */
  async update(fields: AccountUpdate, options: NativeOptions = {}): Promise<AccountWire> {
    return this.#calls.json<AccountWire>(update(fields), options);
  }

  /** What provisioning is limited to. Empty where the operator sets no limits. */
  limits(options: NativeListOptions = {}): List<LimitWire> {
    return this.#calls.list<LimitWire>(limits(), options, ['by']);
  }

  async config(options: NativeOptions = {}): Promise<ConfigWire> {
    return this.#calls.json<ConfigWire>(getConfig(), options);
  }

  async updateConfig(config: { readonly default_network: string }, options: NativeOptions = {}): Promise<ConfigWire> {
    return this.#calls.json<ConfigWire>(putConfig(config), options);
  }
}
