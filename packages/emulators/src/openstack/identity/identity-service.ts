import type { EmulatorRequest } from '../../kit/exchange.ts';
import { type Answer, json, Refusal } from '../answer.ts';
import type { Cloud } from '../cloud.ts';
import { requestId } from '../request-ids.ts';
import { keystoneV2, v2Version } from './keystone-v2.ts';
import { keystoneV3, notFoundPage, v3Version } from './keystone-v3.ts';

/** Keystone under `base` (an origin plus its prefix); `path` is what follows. */
export async function identityService(cloud: Cloud, request: EmulatorRequest, base: string, path: string): Promise<Answer> {
  const answer = await dispatch(cloud, request, base, path).catch((error: unknown) => {
    if (error instanceof Refusal) return error.answer;
    throw error;
  });
  const challenge = answer.status === 401 ? { 'WWW-Authenticate': `Keystone uri="${cloud.authUri}"` } : {};
  const via = cloud.flavour === 'rackspace' ? { Via: '1.1 Repose (Repose/7.3.5.0)' } : {};
  return { ...answer, headers: { ...answer.headers, ...challenge, ...via, Vary: 'X-Auth-Token', 'x-openstack-request-id': requestId() } };
}

async function dispatch(cloud: Cloud, request: EmulatorRequest, base: string, path: string): Promise<Answer> {
  const [version = '', ...rest] = path.replace(/^\/+/, '').split('/');
  if (version === 'v3' && cloud.flavour === 'openstack') return keystoneV3(cloud, request, `${base}/v3`, rest.join('/'));
  if (version === 'v2.0' && cloud.keystoneV2) return keystoneV2(cloud, request, `${base}/v2.0`, rest.join('/'));
  if (version !== '') return notFoundPage;
  const values = [...(cloud.flavour === 'openstack' ? [v3Version(`${base}/v3`)] : []), ...(cloud.keystoneV2 ? [v2Version(`${base}/v2.0`)] : [])];
  // 300, and a Location that must not be followed for it.
  return json(300, { versions: { values } }, { Location: `${base}/${cloud.flavour === 'openstack' ? 'v3' : 'v2.0'}/` });
}
