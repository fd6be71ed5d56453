import { isIP } from 'node:net';

/** Whether this is a range such as `10.0.0.0/8` or `::/0`. */
export function isCidr(text: unknown): boolean {
  if (typeof text !== 'string') return false;
  const [address = '', bits = '', ...more] = text.split('/');
  const family = isIP(address);
  return family !== 0 && more.length === 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128);
}
