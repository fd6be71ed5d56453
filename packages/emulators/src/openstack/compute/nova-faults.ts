import { json, Refusal } from '../answer.ts';
import { pythonRepr } from '../python-json.ts';

const NAMES: Readonly<Record<number, string>> = {
  400: 'badRequest',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'itemNotFound',
  405: 'badMethod',
  409: 'conflictingRequest',
  413: 'overLimit',
  415: 'badMediaType',
  429: 'overLimit',
  501: 'notImplemented',
  503: 'serviceUnavailable',
};

/** Nova's and Cinder's error: one member named after the fault. */
export function novaFault(status: number, message: string): Refusal {
  return new Refusal(json(status, { [NAMES[status] ?? 'computeFault']: { code: status, message } }, { 'Content-Type': 'application/json; charset=UTF-8' }));
}

/** As jsonschema puts it: `Invalid input for field/attribute server. Value: {'name': 'e1'}. 'flavorRef' is a required property`. */
export const invalidField = (field: string, value: unknown, reason: string): Refusal =>
  novaFault(400, `Invalid input for field/attribute ${field}. Value: ${typeof value === 'string' ? value : pythonRepr(value)}. ${reason}`);

export const serverNotFound = (id: string): Refusal => novaFault(404, `Instance ${id} could not be found.`);

/** `os-stop` on a stopped server: `Cannot 'stop' instance … while it is in vm_state stopped` (Zed; the action's short name). */
export const wrongState = (action: string, id: string, attribute: 'vm_state' | 'task_state', state: string): Refusal =>
  novaFault(409, `Cannot '${action}' instance ${id} while it is in ${attribute} ${state}`);
