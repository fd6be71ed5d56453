import type { ServerResponse } from 'node:http';

/** Until the socket takes more, or is gone. Leaves no listener behind: one answer waits thousands of times. */
export function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      response.off('drain', done);
      response.off('close', done);
      resolve();
    };
    response.on('drain', done);
    response.on('close', done);
  });
}
