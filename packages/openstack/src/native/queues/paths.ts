import { type NameRef, namePath } from '../refs.ts';
import { invalid } from '../service-calls.ts';

export const queuePath = (queue: NameRef): string => {
  const path = `/queues${namePath(queue, 'queue')}`;
  if (!/^\/queues\/[A-Za-z0-9_-]{1,64}$/.test(path)) throw invalid(`queue: got ${JSON.stringify(queue)}, expected 1 to 64 letters, digits, _ and -`);
  return path;
};
