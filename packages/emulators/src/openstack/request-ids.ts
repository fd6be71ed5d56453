import { randomBytes, randomUUID } from 'node:crypto';

export const requestId = (): string => `req-${randomUUID()}`;

/** Swift's: `tx238e8283b1c5482794c29-006b01ec71`, random digits and the time in hex. */
export const transactionId = (nowMs: number): string =>
  `tx${randomBytes(11).toString('hex').slice(0, 21)}-${Math.floor(nowMs / 1000)
    .toString(16)
    .padStart(10, '0')}`;
