import { json, Refusal } from '../../answer.ts';

// Faults have no envelope. Sources: Rackspace's "Cloud Load Balancers Developer Guide" 1.0 and what its developers noted of the live service (mimic, clb_errors).

export const fault = (code: number, message: string, more: object = {}): Refusal => new Refusal(json(code, { message, code, ...more }));

export const validation = (...messages: readonly string[]): Refusal =>
  fault(400, 'Validation Failure', { validationErrors: { messages }, details: 'The object is not valid' });

/** Unknown members, wrong types and nulls alike: `message` is a list, and there is no code. Asked before anything is looked up. */
export const wrongSchema = (): Refusal => new Refusal(json(400, { message: ['JSON does not match the expected schema'] }));

export const balancerNotFound = (): Refusal => fault(404, 'Load balancer not found');

export const nodeNotFound = (): Refusal => fault(404, 'Node not found');

export const itemNotFound = (): Refusal => fault(404, 'The resource could not be found.');

export const deleted = (): Refusal => fault(410, 'The loadbalancer is marked as deleted.');

export const immutable = (id: number, status: string): Refusal => fault(422, `Load Balancer '${id}' has a status of '${status}' and is considered immutable.`);

export const overLimit = (message: string): Refusal => fault(413, message, { details: 'The limit of the account has been reached.' });
