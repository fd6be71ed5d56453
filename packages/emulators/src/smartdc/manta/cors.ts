import { reply } from '../../kit/exchange.ts';
import type { MantaCall } from './call.ts';
import { MantaError, resourceNotFound } from './manta-error.ts';

/** A preflight answers from the stored headers of the object; for a PUT from those of the directory it would go to. */
export function preflight(call: MantaCall): void {
  const { request } = call;
  const method = request.header('access-control-request-method');
  const subject = method === 'PUT' ? call.store.tree.find(call.pieces.slice(0, -1)) : call.entry;
  if (subject === undefined) throw resourceNotFound(call.path);
  const origin = request.header('origin');
  if (origin === undefined) throw new MantaError(400, 'BadRequest', 'origin is required');
  const { headers } = subject;
  const origins = headers['access-control-allow-origin']?.split(/\s*,\s*/) ?? [];
  const methods = headers['access-control-allow-methods']?.split(/\s*,\s*/) ?? [];
  const allowed = (origins.includes('*') || origins.includes(origin)) && (method === undefined || methods.includes(method));
  if (!allowed) {
    reply(call.response, 200);
    return;
  }
  reply(call.response, 200, {
    'Access-Control-Allow-Origin': origin,
    'Access-Control-Allow-Methods': methods.join(', '),
    'Access-Control-Allow-Headers': headers['access-control-allow-headers'],
    'Access-Control-Max-Age': headers['access-control-max-age'] ?? 3600,
  });
}
