import { CloudError } from '@portolan/core/driver';
import { describe, expect, it } from 'vitest';
import type { EngineClient } from '../../client.ts';
import { FakeEngine, type Reply, xmlReply } from '../../testing/fake-engine.ts';
import { findUploadDisk, makeUploadDisk, newUploadMark } from './upload-disk.ts';

const DISK = { name: 'd', contentType: 'data', format: 'raw', sparse: true, virtualSizeBytes: 4096, domain: { id: 's1', name: 'data', block: false } } as const;
const cut = (): CloudError => new CloudError('unavailable', 'the connection was cut', { outcome: 'unknown' });

/** An engine whose answer to the making is lost; `appears`: after so many looks the disk is there, for Infinity never. */
function lossy(appears: number, refuses?: Reply): { readonly client: EngineClient; readonly engine: FakeEngine } {
  let looks = 0;
  let description = '';
  const engine = new FakeEngine(({ method, target, body }) => {
    if (!target.includes('/api/')) return undefined;
    if (method === 'POST') {
      description = /<description>([^<]*)/.exec(body)?.[1] ?? '';
      if (refuses !== undefined) return refuses;
      throw cut();
    }
    looks += 1;
    const other = '<disk id="other"><description>portolan: upload of somebody else</description></disk>';
    return xmlReply(`<disks>${other}${looks > appears ? `<disk id="d1"><description>${description}</description></disk>` : ''}</disks>`);
  });
  return { client: engine.client(), engine };
}

describe('the disk of an upload', () => {
  it.each([0, 2])('is found by its mark when the answer is lost, after %i looks in vain', async (appears) => {
    const { client, engine } = lossy(appears);
    expect(await makeUploadDisk(client, DISK, newUploadMark(), client.patience({}, 60_000))).toBe('d1');
    expect(engine.calls.filter((call) => call.startsWith('POST'))).toHaveLength(1);
  });

  it('is named by its mark when nobody can tell whether it was made', async () => {
    const { client } = lossy(Number.POSITIVE_INFINITY);
    const mark = newUploadMark();
    await expect(makeUploadDisk(client, DISK, mark, client.patience({}, 60_000))).rejects.toMatchObject({
      outcome: 'unknown',
      leftover: { kind: 'disk', id: mark },
    });
  });

  it('is not looked for when it was refused', async () => {
    const { client, engine } = lossy(0, { status: 403 });
    await expect(makeUploadDisk(client, DISK, newUploadMark(), client.patience({}, 60_000))).rejects.toMatchObject({ code: 'permission-denied' });
    expect(engine.calls.filter((call) => call.startsWith('GET'))).toEqual([]);
  });

  it('has a mark of its own that makes it no volume', () => {
    expect(newUploadMark()).toMatch(/^portolan: upload [0-9a-f-]{36}$/);
    expect(newUploadMark()).not.toBe(newUploadMark());
  });

  it('is not taken for another whose description only holds the mark', async () => {
    const mark = newUploadMark();
    const engine = new FakeEngine(({ target }) =>
      target.includes('/api/') ? xmlReply(`<disks><disk id="x"><description>copy of ${mark}</description></disk></disks>`) : undefined,
    );
    const client = engine.client();
    expect(await findUploadDisk(client, mark, client.patience({}, 60_000))).toBeUndefined();
    expect(decodeURIComponent(engine.calls[0] ?? '')).toContain(`description=*${mark.slice(-36)}*`);
  });
});
