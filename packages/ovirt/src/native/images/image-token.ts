import { CloudError } from '@portolan/core/driver';
import type { ImageToken } from './image-types.ts';

/** A token of another image would mix two of them. */
export function assertResumable(token: ImageToken, expected: Partial<ImageToken>): void {
  for (const [name, value] of Object.entries(expected)) {
    const told: unknown = token[name as keyof ImageToken];
    if (told !== value)
      throw new CloudError('invalid-argument', `resume: the token is of another image: its ${name} is ${String(told)}, not ${String(value)}`, {
        outcome: 'not-done',
      });
  }
}
