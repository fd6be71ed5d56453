import { json, Refusal } from '../../answer.ts';

/** `{"error": {"type": "NoSuchScalingGroupError", "code": 404, "message": …, "details": ""}}`. Source: otter/rest/errors.py, as documented. */
export const fault = (code: number, type: string, message: string): Refusal => new Refusal(json(code, { error: { type, code, message, details: '' } }));

export const invalid = (message: string): Refusal => fault(400, 'ValidationError', message);
