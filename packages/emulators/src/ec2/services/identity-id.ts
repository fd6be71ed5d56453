import { randomBytes } from 'node:crypto';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** An id as IAM gives them: `AROA…` for a role, `AIDA…` for a user, `AKIA…` for a key. */
export const identityId = (prefix: string, length = 17): string => prefix + [...randomBytes(length)].map((byte) => LETTERS[byte & 31]).join('');
