import { bytesBody, CloudError } from '@portolan/core/driver';
import { describe, expect, it } from 'vitest';
import { imageioHttp } from '../../client.ts';
import { ImageioClient } from '../../imageio-client.ts';
import { Patience } from '../../patience.ts';
import { FakeEngine, faultReply, type Reply, type Seen, xmlReply } from '../../testing/fake-engine.ts';
import { type Claim, Transfers } from './transfers.ts';

const HOST = 'https://host1.example.com:54322';
const PROXY = 'https://engine.example.com:54323';
const TICKET = '/images/5d6e7f80-7700-4e6e-8abb-00000000aa01';
// Half of the spread above the 300 seconds of an upload: the fake's random number is 0.5.
const MARK = 420;

const transfer = (phase: string, more = ''): Reply =>
  xmlReply(`<image_transfer id="t1"><inactivity_timeout>${MARK}</inactivity_timeout><phase>${phase}</phase>${more}<image id="d1"/></image_transfer>`);
const URLS = `<transfer_url>${HOST}${TICKET}</transfer_url><proxy_url>${PROXY}${TICKET}</proxy_url>`;
const FEATURES: Reply = { status: 200, body: '{"features":["checksum","extents","flush","zero"],"max_readers":8,"max_writers":8}' };
const DONE = xmlReply('<action><status>complete</status></action>');

function bench(reply: (request: Seen, index: number) => Reply | undefined): {
  readonly transfers: Transfers;
  readonly engine: FakeEngine;
  readonly patience: Patience;
  readonly claims: Claim[];
} {
  const engine = new FakeEngine(reply);
  const transfers = new Transfers(engine.client(), new ImageioClient(imageioHttp(engine.connection)));
  return { transfers, engine, patience: new Patience(engine.clock, {}, 60_000), claims: [] };
}

describe('Transfers', () => {
  it('never gives one number to two that are open at once', async () => {
    const { transfers, patience, claims } = bench(({ method, target }) =>
      target.includes('/imagetransfers') ? { ...transfer('transferring', URLS), status: method === 'POST' ? 201 : 200 } : undefined,
    );
    await Promise.all(Array.from({ length: 240 }, () => transfers.open('d1', 'download', patience, (claim) => claims.push(claim))));
    const numbers = new Set(claims.map(({ inactivitySeconds }) => inactivitySeconds));
    expect([numbers.size, Math.min(...numbers), Math.max(...numbers)]).toEqual([240, 60, 299]);
  });

  it('opens one, waits for its host, and tells before anything is sent what there may be to end', async () => {
    const phases = ['initializing', 'initializing', 'transferring'];
    const { transfers, engine, patience, claims } = bench(({ method, target }) => {
      if (!target.includes('/imagetransfers')) return undefined;
      if (method === 'POST') return { ...transfer('initializing'), status: 201 };
      const phase = phases.shift() ?? 'transferring';
      return transfer(phase, phase === 'transferring' ? URLS : '');
    });
    const opened = await transfers.open('d1', 'upload', patience, (claim) => claims.push(claim));
    expect(opened).toEqual({ id: 't1', direct: { origin: HOST, target: TICKET }, proxy: { origin: PROXY, target: TICKET } });
    expect(claims).toEqual([
      { diskId: 'd1', inactivitySeconds: MARK },
      { diskId: 'd1', inactivitySeconds: MARK, id: 't1' },
    ]);
    expect(engine.seen.find(({ method, target }) => method === 'POST' && target.endsWith('/imagetransfers'))?.body).toContain(
      '<timeout_policy>cancel</timeout_policy>',
    );
  });

  it.each(['paused_system', 'finished_failure', 'cancelled_user', 'unknown', 'news'])('fails when the engine ends it as %s', async (phase) => {
    const { transfers, patience } = bench(({ target }) => (target.includes('/imagetransfers') ? transfer(phase) : undefined));
    await expect(transfers.open('d1', 'download', patience, () => undefined)).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining(phase),
    });
  });

  it('waits while another transfer has the disk', async () => {
    let posts = 0;
    const { transfers, patience } = bench(({ method, target }) => {
      if (!target.includes('/imagetransfers')) return undefined;
      if (method === 'POST' && ++posts < 3)
        return faultReply(409, 'Cannot transfer Virtual Disk: The following disks are locked: a. Please try again in a few minutes.');
      return method === 'GET' && target.endsWith('/imagetransfers') ? xmlReply('<image_transfers/>') : transfer('transferring', URLS);
    });
    await transfers.open('d1', 'download', patience, () => undefined);
    expect(posts).toBe(3);
  });

  it('takes its own, when a gateway sent the request twice and the second was refused because of the first', async () => {
    const own = `<image_transfer id="own"><inactivity_timeout>${MARK}</inactivity_timeout><phase>transferring</phase><image id="d1"/></image_transfer>`;
    const { transfers, engine, patience } = bench(({ method, target }) => {
      if (!target.includes('/imagetransfers')) return undefined;
      if (method === 'POST') return faultReply(409, 'Cannot transfer Virtual Disk: The following disks are locked: a. Please try again in a few minutes.');
      return target.endsWith('/imagetransfers') ? xmlReply(`<image_transfers>${own}</image_transfers>`) : transfer('transferring', URLS);
    });
    await transfers.open('d1', 'upload', patience, () => undefined);
    expect(engine.calls).toEqual(['POST /imagetransfers', 'GET /imagetransfers', 'GET /imagetransfers/own']);
  });

  it('finds its own when the answer was lost, by the number it was given, and no other program’s', async () => {
    const listed = (seconds: number, disk = 'd1', phase = 'transferring'): string =>
      `<image_transfer id="t${seconds}${disk}"><inactivity_timeout>${seconds}</inactivity_timeout><phase>${phase}</phase><image id="${disk}"/></image_transfer>`;
    const list = xmlReply(`<image_transfers>${listed(60)}${listed(MARK, 'd2')}${listed(MARK, 'd1')}</image_transfers>`);
    const { transfers, engine, patience } = bench(({ method, target }) => {
      if (!target.includes('/imagetransfers')) return undefined;
      if (method === 'POST') return { status: 503, body: 'lost' };
      return target.endsWith('/imagetransfers') ? list : transfer('transferring', URLS);
    });
    await transfers.open('d1', 'upload', patience, () => undefined);
    expect(engine.calls).toEqual(['POST /imagetransfers', 'GET /imagetransfers', `GET /imagetransfers/t${MARK}d1`]);
    const ended: string[] = [];
    const other = bench(({ method, target }) => {
      if (!target.includes('/imagetransfers')) return undefined;
      if (method === 'POST') ended.push(target);
      return method === 'POST' ? DONE : list;
    });
    expect(await other.transfers.release({ diskId: 'd1', inactivitySeconds: MARK }, 'cancel', other.patience)).toBe(true);
    expect(ended).toEqual([`/ovirt-engine/api/imagetransfers/t${MARK}d1/cancel`]);
    expect(await other.transfers.release({ diskId: 'd1', inactivitySeconds: 61 }, 'cancel', other.patience)).toBe(false);
  });

  it('writes to the host, or through the proxy where the host cannot be reached, without the engine’s token', async () => {
    for (const reachable of [true, false]) {
      const { transfers, engine, patience } = bench(({ origin, method }) => {
        if (origin === HOST && !reachable) throw new CloudError('unavailable', 'connection refused', { outcome: 'not-done' });
        return method === 'OPTIONS' ? FEATURES : { status: 200 };
      });
      const opened = { id: 't1', direct: { origin: HOST, target: TICKET }, proxy: { origin: PROXY, target: TICKET } };
      expect(await transfers.upload(opened, bytesBody(Buffer.from('abc')), 3, patience)).toBe('900150983cd24fb0d6963f7d28e17f72');
      const [, ...rest] = engine.seen.filter(({ origin }) => origin === (reachable ? HOST : PROXY));
      expect(rest.map(({ method, target, headers, body }) => `${method} ${target} ${headers['Content-Range'] ?? ''} ${body}`)).toEqual([
        `PUT ${TICKET}?flush=n bytes 0-2/* abc`,
        `PATCH ${TICKET}  {"op":"flush"}`,
      ]);
      expect(engine.seen.filter(({ headers }) => 'Authorization' in headers)).toEqual([]);
      // The next one does not knock at a closed door again.
      const before = engine.seen.filter(({ origin }) => origin === HOST).length;
      await transfers.upload(opened, bytesBody(Buffer.from('abc')), 3, patience);
      if (!reachable) expect(engine.seen.filter(({ origin }) => origin === HOST).length).toBe(before);
    }
  });

  it('takes no other answer for bytes that were kept, or for those asked for', async () => {
    const opened = { id: 't1', direct: { origin: HOST, target: TICKET }, proxy: undefined };
    const page = bench(({ method }) =>
      method === 'OPTIONS' ? FEATURES : { status: 200, body: '<html>hello</html>', headers: { 'content-type': 'text/html' } },
    );
    const failure: unknown = await page.transfers.upload(opened, bytesBody(Buffer.from('abc')), 3, page.patience).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'protocol', remedy: expect.stringMatching(/endpoint/) });
    expect(JSON.stringify(failure)).not.toContain(TICKET);
    for (const headers of [{}, { 'content-range': 'bytes 0-1/4096' }]) {
      const short = bench(() => ({ status: 206, body: 'ab', headers }));
      await expect(short.transfers.download(opened, 0, 2, short.patience)).rejects.toMatchObject({ code: 'protocol' });
    }
  });

  it('knows old daemons, which only read and write', async () => {
    const opened = { id: 't1', direct: { origin: HOST, target: TICKET }, proxy: undefined };
    const { transfers, engine, patience } = bench(({ method }) => (method === 'OPTIONS' ? { status: 405, body: 'no' } : { status: 200 }));
    await transfers.upload(opened, bytesBody(Buffer.from('abc')), 3, patience);
    expect(engine.seen.map(({ method, target }) => `${method} ${target}`)).toEqual([`OPTIONS ${TICKET}`, `PUT ${TICKET}`]);
  });

  it('waits until a finalized upload is closed, and asks the disk when the engine has forgotten it', async () => {
    for (const [phases, disk, result] of [
      [['finalizing_success', 'finished_success'], 'ok', 'done'],
      [['finalizing_success', 'gone'], 'ok', 'done'],
      [['finalizing_success', 'gone'], 'illegal', 'gone'],
      [['finalizing_failure'], 'illegal', 'finalizing_failure'],
    ] as const) {
      let look = 0;
      const { transfers, patience } = bench(({ method, target }) => {
        if (!target.includes('/imagetransfers')) return undefined;
        if (method === 'POST') return DONE;
        const phase = phases[Math.min(look++, phases.length - 1)] ?? '';
        return phase === 'gone' ? { status: 404 } : transfer(phase);
      });
      const ended = transfers.finalizeUpload('t1', async () => disk, patience);
      if (result === 'done') await ended;
      else await expect(ended).rejects.toMatchObject({ code: 'unavailable', message: expect.stringContaining(result) });
    }
  });
});
