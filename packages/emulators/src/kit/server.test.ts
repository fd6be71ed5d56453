import { Agent, request } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { AdjustableClock } from './clock.ts';
import { reply } from './exchange.ts';
import { type FaultEffect, FaultPlan } from './faults.ts';
import { EmulatorServer } from './server.ts';

interface Outcome {
  readonly status: number | undefined;
  readonly bytes: number;
  readonly complete: boolean;
}

const BODY = Buffer.alloc(300_000, 'x');
let running: EmulatorServer | undefined;
let handled = 0;

afterEach(async () => {
  await running?.close();
});

/** A service that answers 300 000 bytes at once (or in pieces), behind one fault. */
async function ask(effect: FaultEffect, options: { readonly pieces?: boolean; readonly body?: Buffer; readonly kept?: boolean } = {}): Promise<Outcome> {
  const faults = new FaultPlan();
  handled = 0;
  running = await EmulatorServer.listen({
    clock: new AdjustableClock(),
    faults,
    seen: [],
    handler: async (incoming, response) => {
      await incoming.body();
      handled += 1;
      if (options.pieces !== true) reply(response, 200, {}, BODY);
      else {
        response.writeHead(200, { 'Content-Length': BODY.length });
        for (let offset = 0; offset < BODY.length; offset += 10_000) response.write(BODY.subarray(offset, offset + 10_000));
        response.end();
      }
    },
  });
  const { port } = running;
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  if (options.kept === true) {
    await new Promise((resolve) => {
      request({ host: '127.0.0.1', port, agent }, (response) => response.resume().on('end', resolve)).end();
    });
    handled = 0;
  }
  faults.add({ effect });
  return new Promise((resolve) => {
    let bytes = 0;
    let status: number | undefined;
    let complete = false;
    const done = (): void => resolve({ status, bytes, complete });
    const outgoing = request({ host: '127.0.0.1', port, method: 'PUT', agent }, (response) => {
      status = response.statusCode;
      response.on('data', (chunk: Buffer) => (bytes += chunk.length));
      response.on('error', () => undefined);
      response.on('end', () => (complete = response.complete));
      response.on('close', done);
    });
    outgoing.on('error', done);
    outgoing.end(options.body ?? Buffer.alloc(0));
  });
}

describe('faults', () => {
  it.each([false, true])('cut-response sends just so many bytes of the answer (in pieces: %s)', async (pieces) => {
    const outcome = await ask({ kind: 'cut-response', bytes: 150_000 }, { pieces });
    expect(outcome.status).toBe(200);
    expect(outcome.complete).toBe(false);
    expect(outcome.bytes).toBeLessThan(150_000);
    expect(outcome.bytes).toBeGreaterThan(149_000);
    expect(handled).toBe(1);
  });

  it('cut-response works on a kept connection', async () => {
    const outcome = await ask({ kind: 'cut-response', bytes: 150_000 }, { kept: true });
    expect(outcome).toMatchObject({ status: 200, complete: false });
    expect(outcome.bytes).toBeGreaterThan(149_000);
  });

  it('cut-response within the head gives no answer at all', async () => {
    expect(await ask({ kind: 'cut-response', bytes: 20 })).toEqual({ status: undefined, bytes: 0, complete: false });
    expect(handled).toBe(1);
  });

  it('reset-after lets the service work and answers nothing', async () => {
    expect((await ask({ kind: 'reset-after' })).status).toBeUndefined();
    expect(handled).toBe(1);
  });

  it('reset-before keeps the service from seeing it', async () => {
    expect((await ask({ kind: 'reset-before' })).status).toBeUndefined();
    expect(handled).toBe(0);
  });

  it('cut-request ends within the body, and the service does not see it', async () => {
    expect((await ask({ kind: 'cut-request', bytes: 1_000 }, { body: BODY })).status).toBeUndefined();
    expect(handled).toBe(0);
  });

  it('respond answers instead, respond-after answers once the work is done', async () => {
    expect(await ask({ kind: 'respond', status: 503, body: 'no' })).toEqual({ status: 503, bytes: 2, complete: true });
    expect(handled).toBe(0);
    await running?.close();
    expect(await ask({ kind: 'respond-after', status: 500, body: 'oh' })).toEqual({ status: 500, bytes: 2, complete: true });
    expect(handled).toBe(1);
  });
});
