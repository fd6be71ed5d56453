import { Secret } from '@portolan/core/driver';
import type { MachineWire } from '../../compute/servers/wire.ts';

/** User to password. */
export type Credentials = Readonly<Record<string, Secret>>;

/** Passwords that the cloud made, hidden from whatever prints them. */
export function credentialsOf(value: unknown): Credentials {
  const plain = typeof value === 'string' ? parsed(value) : value;
  if (typeof plain !== 'object' || plain === null) return {};
  return Object.fromEntries(Object.entries(plain).map(([user, word]) => [user, word instanceof Secret ? word : new Secret(String(word))]));
}

/** Metadata whose `credentials` are `Secret`s. */
export function sealCredentials(metadata: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.hasOwn(metadata, 'credentials') ? { ...metadata, credentials: credentialsOf(metadata['credentials']) } : metadata;
}

export const sealedMachine = (machine: MachineWire): MachineWire =>
  machine.metadata === undefined ? machine : { ...machine, metadata: sealCredentials(machine.metadata) };

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
