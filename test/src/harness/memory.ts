import { randomUUID } from 'node:crypto';
import type { Harness } from '@portolan/conformance';
import { connect } from 'portolan';

/** Connections of one harness share a store, as those of one account do. */
export async function memoryHarness(): Promise<Harness> {
  const store = randomUUID();
  return {
    name: 'memory',
    open: ({ fields, ...options }) => connect({ provider: 'memory', store, transitionMs: 30, ...fields }, options),
    image: /ubuntu.*22\.04/i,
    intervalMs: 10,
    close: async () => undefined,
  };
}
