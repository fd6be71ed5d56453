import { type CallOptions, isCloudError } from '@portolan/core/driver';
import type { OpenstackClient } from '../../client.ts';
import * as requests from './requests.ts';

const PAUSE_MS = 500;
const LONGEST_MS = 30_000;

type Answer = Awaited<ReturnType<OpenstackClient['empty']>>;

/**
 * Orders an action of a server. While Nova uploads an image of it, and for seconds after Glance calls that image active, Nova refuses
 * every order: a program that waited for its image did nothing wrong, so the order is repeated for half a minute. Measured on Nova 26 (Zed).
 */
export async function order(client: OpenstackClient, id: string, action: requests.ServerAction, options: CallOptions): Promise<Answer> {
  const { clock } = client.connection;
  const until = clock.now() + Math.min(options.timeoutMs ?? LONGEST_MS, LONGEST_MS);
  for (;;) {
    try {
      return await client.empty(requests.act(id, action), options);
    } catch (error) {
      if (!isCloudError(error, 'conflict') || !error.message.includes('task_state image_uploading') || clock.now() + PAUSE_MS > until) throw error;
      await clock.sleep(PAUSE_MS, options.signal);
    }
  }
}
