import type { ApiAsk } from '../api-backend.ts';
import type { ApiRun } from '../api-run.ts';

export type Script = (run: ApiRun) => Promise<void>;

export interface Named {
  readonly id: string;
  readonly name: string;
}

/** An id that nothing has. */
export const NOBODY: string = '00000000-0000-4000-8000-000000000000';

export const nova = (path: string, more: Partial<ApiAsk> = {}): ApiAsk => ({ method: 'GET', service: 'compute', path, ...more });
export const neutron = (path: string, more: Partial<ApiAsk> = {}): ApiAsk => ({ method: 'GET', service: 'network', path, ...more });
export const cinder = (path: string, more: Partial<ApiAsk> = {}): ApiAsk => ({
  method: 'GET',
  service: 'block-storage',
  path,
  headers: { 'OpenStack-API-Version': 'volume 3.66' },
  ...more,
});
export const glance = (path: string, more: Partial<ApiAsk> = {}): ApiAsk => ({ method: 'GET', service: 'image', path, ...more });
export const keystone = (path: string, more: Partial<ApiAsk> = {}): ApiAsk => ({ method: 'GET', service: 'identity', path, ...more });
