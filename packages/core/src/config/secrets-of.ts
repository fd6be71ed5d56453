import { Secret } from '../secret.ts';
import { parseProxy } from '../transport/proxy.ts';
import type { ConnectionSettings } from './connection-config.ts';

const DEEPEST = 5;

/** Everything secret in the settings of a connection, revealed: for blanking it out of what servers repeat. Keep the result nowhere. */
export function secretsOf(settings: ConnectionSettings): string[] {
  const found: string[] = [];
  const walk = (value: unknown, depth: number): void => {
    if (value instanceof Secret) found.push(value.reveal());
    else if (depth < DEEPEST && typeof value === 'object' && value !== null) for (const item of Object.values(value)) walk(item, depth + 1);
  };
  walk(settings, 0);
  if (settings.proxy !== undefined) {
    const basic = parseProxy(settings.proxy.reveal()).authorization?.slice('Basic '.length);
    if (basic !== undefined) {
      const plain = Buffer.from(basic, 'base64').toString('utf8');
      found.push(basic, plain.slice(plain.indexOf(':') + 1));
    }
  }
  return found;
}
