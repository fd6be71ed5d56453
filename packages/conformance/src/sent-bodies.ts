import type { Cloud } from '@portolan/core';
import type { HttpRequest, Transport } from '@portolan/core/driver';
import type { CaseContext } from './case.ts';

export interface WatchedCloud {
  readonly cloud: Cloud;
  /** Requests sent, as they went out. */
  readonly sent: readonly HttpRequest[];
  /** Of requests with a body of a known length, how long they were together. */
  bodyBytes(): number;
}

/** Another connection, and what it sends. A cloud without a wire sends nothing. */
export async function watchedCloud(context: CaseContext): Promise<WatchedCloud> {
  const sent: HttpRequest[] = [];
  const watch = (standard: Transport): Transport => ({
    send: (request, options) => {
      sent.push(request);
      return standard.send(request, options);
    },
    close: () => standard.close(),
  });
  const cloud = await context.open({ transport: watch });
  return { cloud, sent, bodyBytes: () => sent.reduce((sum, { body }) => sum + (body?.length ?? 0), 0) };
}
