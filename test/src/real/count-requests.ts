import type { HttpRequest, Transport } from '@portolan/core/driver';

/** Counts what passes through a connection's transport. */
export function countRequests(counts: (request: HttpRequest) => boolean): readonly [count: () => number, transport: (standard: Transport) => Transport] {
  let count = 0;
  return [
    () => count,
    (standard) => ({
      send: (request, options) => {
        if (counts(request)) count += 1;
        return standard.send(request, options);
      },
      close: () => standard.close(),
    }),
  ];
}
