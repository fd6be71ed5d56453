import { type CallOptions, CloudError, isCloudError } from '@portolan/core/driver';
import type { OpenstackClient } from '../../client.ts';
import { order } from './order.ts';
import * as requests from './requests.ts';
import type { ServerWire } from './wire.ts';

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 5_000;
/** A disk is copied to another host meanwhile. */
const LONGEST_MS = 60 * 60_000;

/**
 * Nova's resize stops half-way, at VERIFY_RESIZE, until someone confirms it: we do. Called again after it was cut off, it goes on where it stood.
 */
export async function resize(client: OpenstackClient, id: string, sizeId: string, options: CallOptions): Promise<void> {
  const before = await look(client, id, options);
  const sizeBefore = before.flavor?.id;
  if (sizeBefore === sizeId && isSettled(before)) return;
  if (!(sizeBefore === sizeId || before.status === 'RESIZE')) await order(client, id, { resize: { flavorRef: sizeId } }, options);
  await untilVerified(client, id, sizeId, sizeBefore, options);
}

const isSettled = (server: ServerWire): boolean => server.status !== 'VERIFY_RESIZE' && server.status !== 'RESIZE';

async function untilVerified(client: OpenstackClient, id: string, sizeId: string, sizeBefore: string | undefined, options: CallOptions): Promise<void> {
  const { clock } = client.connection;
  const until = clock.now() + (options.timeoutMs ?? LONGEST_MS);
  let confirmed = false;
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 1.5, LONGEST_PAUSE_MS)) {
    const server = await look(client, id, options);
    if (judge(server, sizeId, sizeBefore) === 'done') return;
    if (server.status === 'VERIFY_RESIZE' && !confirmed) {
      await confirm(client, id, options);
      confirmed = true; // It stays VERIFY_RESIZE, and takes no order, until the old host has cleaned up.
    }
    if (clock.now() + pause > until) {
      throw new CloudError('timeout', `the resize is not finished after ${options.timeoutMs ?? LONGEST_MS} ms (${server.status ?? 'no status'})`, {
        outcome: 'unknown',
        remedy: 'resize again to the same size: it goes on where it stands',
      });
    }
    await clock.sleep(pause, options.signal);
  }
}

function judge(server: ServerWire, sizeId: string, sizeBefore: string | undefined): 'done' | 'wait' {
  const size = server.flavor?.id;
  if (server.status === 'ERROR') throw failed(server, 'the resize left the server in error');
  if (server.status === 'VERIFY_RESIZE') {
    if (size !== undefined && size !== sizeId) throw failed(server, 'another resize waits to be confirmed or reverted');
    return 'wait';
  }
  if (server.status === 'RESIZE') return 'wait';
  // Also when the operator's own window confirmed it before us.
  if (size === sizeId) return 'done';
  if ((server['OS-EXT-STS:task_state'] ?? null) === null && size === sizeBefore)
    throw failed(server, 'the cloud gave the resize up: no host may have room for that size');
  return 'wait';
}

async function confirm(client: OpenstackClient, id: string, options: CallOptions): Promise<void> {
  try {
    await client.empty(requests.act(id, { confirmResize: null }), options);
  } catch (error) {
    // Nova answers 400 or 409 when someone else has confirmed it in between.
    if (!isCloudError(error, 'conflict') && !isCloudError(error, 'invalid-argument')) throw error;
    if ((await look(client, id, options)).status === 'VERIFY_RESIZE') throw error;
  }
}

async function look(client: OpenstackClient, id: string, options: CallOptions): Promise<ServerWire> {
  return (await client.json<{ readonly server?: ServerWire }>(requests.get(id), options)).server ?? { id };
}

const failed = (server: ServerWire, said: string): CloudError =>
  new CloudError('conflict', server.fault?.message === undefined ? said : `${said}: ${server.fault.message}`, { outcome: 'done' });
