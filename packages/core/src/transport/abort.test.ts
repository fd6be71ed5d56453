import { describe, expect, it } from 'vitest';
import { bodyOf } from './body.ts';
import { bytesOf, endless, httpServer, recordingServer, rejectionOf, request, tcpServer, textOf, transportOf, until } from './testing/local-server.ts';

describe('an abort', () => {
  const why = new Error('the user left');

  it('before the request sends nothing and rejects with the reason', async () => {
    const server = await recordingServer();
    const reason = await rejectionOf(transportOf().send(request(server.origin), { signal: AbortSignal.abort(why) }));
    expect(reason).toBe(why);
    expect(server.connections()).toBe(0);
  });

  it('before the answer rejects with the reason, closes the connection and destroys the source', async () => {
    const server = await httpServer((message) => void message.resume());
    const controller = new AbortController();
    const source = endless();
    const sending = rejectionOf(transportOf().send(request(server.origin, '/', { method: 'PUT', body: bodyOf(source) }), { signal: controller.signal }));
    await until(() => server.open.size > 0);
    controller.abort(why);
    expect(await sending).toBe(why);
    expect(source.destroyed).toBe(true);
    await expect.poll(() => server.open.size).toBe(0);
  });

  it('while connecting rejects with the reason', async () => {
    const server = await tcpServer(() => {});
    const controller = new AbortController();
    const sending = rejectionOf(transportOf().send(request(server.origin.replace('http:', 'https:')), { signal: controller.signal }));
    await until(() => server.open.size > 0);
    controller.abort(why);
    expect(await sending).toBe(why);
  });

  it('while waiting for a free connection rejects with the reason and sends nothing', async () => {
    let asked = 0;
    const server = await httpServer((_, response) => {
      asked += 1;
      setTimeout(() => response.end('x'), 60);
    });
    const transport = transportOf({ maxConnections: 1 });
    const first = transport.send(request(server.origin), {});
    const controller = new AbortController();
    const second = rejectionOf(transport.send(request(server.origin), { signal: controller.signal }));
    setTimeout(() => controller.abort(why), 20);
    expect(await second).toBe(why);
    await textOf(await first);
    await textOf(await transport.send(request(server.origin), {}));
    expect(asked).toBe(2);
  });

  it('in the middle of the answer fails the body with the reason', async () => {
    const server = await httpServer((_, response) => void response.write('begun'));
    const controller = new AbortController();
    const { body } = await transportOf().send(request(server.origin), { signal: controller.signal });
    const reading = rejectionOf(bytesOf(body));
    controller.abort(why);
    expect(await reading).toBe(why);
    await expect.poll(() => server.open.size).toBe(0);
  });

  it('keeps a reason that is no Error', async () => {
    const server = await httpServer(() => {});
    const controller = new AbortController();
    const sending = rejectionOf(transportOf().send(request(server.origin), { signal: controller.signal }));
    await until(() => server.open.size > 0);
    controller.abort('enough');
    expect(await sending).toBe('enough');
  });

  it('leaves no listener on a signal that lives on', async () => {
    const server = await recordingServer();
    const { signal } = new AbortController();
    let listeners = 0;
    const { addEventListener, removeEventListener } = signal;
    signal.addEventListener = ((...args: Parameters<typeof addEventListener>) => {
      listeners += 1;
      addEventListener.apply(signal, args);
    }) as typeof addEventListener;
    signal.removeEventListener = ((...args: Parameters<typeof removeEventListener>) => {
      listeners -= 1;
      removeEventListener.apply(signal, args);
    }) as typeof removeEventListener;
    const transport = transportOf();
    for (let turn = 0; turn < 5; turn += 1) await textOf(await transport.send(request(server.origin), { signal }));
    await expect.poll(() => listeners).toBe(0);
  });
});
