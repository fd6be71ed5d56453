import { createServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { callAll, program } from './calls.ts';
import { SubjectRun } from './subject-run.ts';

const USER = 'proxy-user';
const PASSWORD = 'hush?proxy+p@ss=w0rd/"%';
const CREDENTIALS = `Basic ${Buffer.from(`${USER}:${PASSWORD}`).toString('base64')}`;

/** A forward proxy that wants a password, and forwards what it gets as it is, its own header excepted. */
async function startProxy(): Promise<{ port: number; served: () => number; close: () => Promise<void> }> {
  let served = 0;
  const server = createServer((message, response) => {
    if (message.headers['proxy-authorization'] !== CREDENTIALS) {
      message.resume();
      response.writeHead(407, { 'Content-Type': 'text/plain' }).end(`who are you? ${String(message.headers['proxy-authorization'])}`);
      return;
    }
    served += 1;
    const { 'proxy-authorization': _own, ...headers } = message.headers;
    const url = /^http:\/\/([^/:]+):(\d+)(.*)$/.exec(message.url ?? '');
    const onward = httpRequest({ host: url?.[1], port: Number(url?.[2]), path: url?.[3], method: message.method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    message.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    served: () => served,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

describe.each(['smartdc', 'ovirt', 'openstack', 'rackspace', 'aws'])('the password of a proxy before %s', (name) => {
  const at = (password: string, port: number, scheme = 'http'): Record<string, string> => ({
    proxy: `${scheme}://${USER}:${encodeURIComponent(password)}@127.0.0.1:${port}`,
  });

  it('shows nowhere, whether the proxy works, refuses us, is gone, or is none', async () => {
    const proxy = await startProxy();
    try {
      await using run = await SubjectRun.of(name);
      run.marks.add('proxy password', PASSWORD);
      run.marks.add('wrong proxy password', `wrong-${PASSWORD}`);
      let done = false;
      await run.with('through the proxy', at(PASSWORD, proxy.port), async (cloud) => {
        await program(cloud);
        done = true;
      });
      const origin = `https${run.subject.emulator?.url.slice(4)}`;
      const ways: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
        'refused by the proxy': at(`wrong-${PASSWORD}`, proxy.port),
        'no proxy there': at(PASSWORD, 1),
        'no tunnel': { ...at(PASSWORD, proxy.port), ...run.subject.at(origin) },
        'a proxy that speaks no TLS': at(PASSWORD, proxy.port, 'https'),
        'the emulator for a proxy': at(PASSWORD, Number(run.subject.emulator?.url.split(':')[2])),
        'a proxy of another kind': at(PASSWORD, proxy.port, 'socks5'),
        'no URL': { proxy: `user:${PASSWORD}@proxy with blanks` },
        'a bad escape in the password': { proxy: `http://${USER}:${PASSWORD.replaceAll('/', '')}%zz@127.0.0.1:1` },
      };
      for (const [where, fields] of Object.entries(ways)) await run.with(where, fields, (cloud) => callAll(cloud, run.outlets, where));
      run.clean();
      expect(done).toBe(true);
      expect(proxy.served()).toBeGreaterThan(5);
      expect(run.outlets.counts.errors).toBeGreaterThan(Object.keys(ways).length);
    } finally {
      await proxy.close();
    }
  });
});
