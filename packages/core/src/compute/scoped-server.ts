import type { CallOptions } from '../call-options.ts';
import { CloudError, isCloudError } from '../errors/cloud-error.ts';
import type { Server } from './compute-types.ts';

/** A server that is deleted at the end of its scope: `await using server = await servers.using(…)`. */
export type ScopedServer = Server & AsyncDisposable;

/** Deleting at the end of a scope has nobody to give it a limit: a cloud that is gone must not hold the program for ever. */
const PATIENCE_MS = 120_000;

/** `remove` is `servers.delete`. What cannot be deleted is told, as `leftover`: it goes on costing money. */
export function scopedServer(server: Server, remove: (id: string, options: CallOptions) => Promise<void>): ScopedServer {
  let gone: Promise<void> | undefined;
  const dispose = (): Promise<void> => {
    gone ??= removeOrTell(server, remove);
    return gone;
  };
  return Object.defineProperty({ ...server }, Symbol.asyncDispose, { value: dispose, enumerable: false }) as ScopedServer;
}

export async function removeOrTell(server: Server, remove: (id: string, options: CallOptions) => Promise<void>): Promise<void> {
  try {
    await remove(server.id, { timeoutMs: PATIENCE_MS });
  } catch (error) {
    if (isCloudError(error)) {
      error.leftover ??= { kind: 'server', id: server.id };
      throw error;
    }
    throw new CloudError('unknown', 'the server could not be deleted', { outcome: 'unknown', leftover: { kind: 'server', id: server.id }, cause: error });
  }
}
