import { isCloudError } from '@portolan/core/driver';

/** For what follows a create: when it fails, the error tells what was made. */
export async function orLeftover<T>(kind: string, id: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isCloudError(error)) {
      error.outcome = 'done';
      error.leftover ??= { kind, id };
    }
    throw error;
  }
}
