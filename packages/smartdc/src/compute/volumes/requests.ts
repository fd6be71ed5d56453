import { encodePathSegment, type QueryInput } from '@portolan/core/driver';
import type { CloudapiRequest } from '../../client.ts';
import type { CreateVolumeWire } from './wire.ts';

const PATH = '/volumes';
const one = (id: string): string => `${PATH}/${encodePathSegment(id)}`;

/** Failed ones are hidden unless asked for. A parameter it does not know is refused (409). */
export const list = (query: QueryInput = {}): CloudapiRequest => ({ operation: 'ListVolumes', method: 'GET', path: PATH, query });
export const get = (id: string): CloudapiRequest => ({ operation: 'GetVolume', method: 'GET', path: one(id) });
export const create = (body: CreateVolumeWire): CloudapiRequest => ({ operation: 'CreateVolume', method: 'POST', path: PATH, body, idempotent: false });
export const update = (id: string, name: string): CloudapiRequest => ({
  operation: 'UpdateVolume',
  method: 'POST',
  path: one(id),
  body: { name },
  idempotent: true,
});
export const remove = (id: string): CloudapiRequest => ({ operation: 'DeleteVolume', method: 'DELETE', path: one(id), accept: [404] });
export const sizes = (type: string | undefined): CloudapiRequest => ({ operation: 'ListVolumeSizes', method: 'GET', path: '/volumesizes', query: { type } });
