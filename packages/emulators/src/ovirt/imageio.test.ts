import { createHash, randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { child } from '../kit/xml.ts';
import { blake2b256 } from './imageio/blake2b.ts';
import { BlockStore } from './state/block-store.ts';
import { type Reply, send, TestEngine } from './testing/engine-client.ts';

const MIB = 1024 ** 2;
const SIZE = 8 * MIB;

let engine: TestEngine;
let disk: string;
beforeEach(async () => {
  engine = await TestEngine.start();
  disk = await engine.disk('image', SIZE, '<sparse>true</sparse>');
});
afterEach(() => engine.close());

interface Opened {
  readonly path: string;
  readonly url: string;
}

async function open(direction: string, more = ''): Promise<Opened> {
  const reply = await engine.api('POST', '/imagetransfers', `<image_transfer><disk id="${disk}"/><direction>${direction}</direction>${more}</image_transfer>`);
  if (reply.status !== 201) throw new Error(reply.text);
  const path = `/imagetransfers/${reply.xml.attributes['id'] ?? ''}`;
  engine.pass();
  return { path, url: (await engine.text(path, 'transfer_url')) ?? '' };
}

const phase = (transfer: Opened): Promise<string | undefined> => engine.text(transfer.path, 'phase');
const act = (transfer: Opened, action: string): Promise<Reply> => engine.api('POST', `${transfer.path}/${action}`, '<action/>');
const put = (url: string, at: number, body: Buffer, query = '?flush=n'): Promise<Reply> =>
  send(`${url}${query}`, 'PUT', { 'Content-Range': `bytes ${at}-${at + body.length - 1}/*` }, body);
const patch = (url: string, message: unknown): Promise<Reply> =>
  send(url, 'PATCH', { 'Content-Type': 'application/json' }, typeof message === 'string' ? message : JSON.stringify(message));

describe('an image transfer', () => {
  it('goes from initializing to transferring, and owns the disk until it is finished', async () => {
    const made = await engine.api('POST', '/imagetransfers', `<image_transfer><disk id="${disk}"/><direction>upload</direction></image_transfer>`);
    expect([made.status, child(made.xml, 'phase')?.text, child(made.xml, 'transfer_url')]).toEqual([201, 'initializing', undefined]);
    expect(child(made.xml, 'image')?.attributes['id']).toBe(disk);
    const transfer = { path: `/imagetransfers/${made.xml.attributes['id'] ?? ''}`, url: '' };
    engine.pass();
    expect(await phase(transfer)).toBe('transferring');
    expect(await engine.text(transfer.path, 'transfer_url')).toMatch(new RegExp(`^${engine.emulator.imageioUrl}/images/[0-9a-f-]{36}$`));
    expect(await engine.text(`/disks/${disk}`, 'status')).toBe('locked');
    expect((await engine.api('POST', '/imagetransfers', `<image_transfer><disk id="${disk}"/></image_transfer>`)).status).toBe(409);
    expect((await act(transfer, 'finalize')).status).toBe(200);
    expect(await phase(transfer)).toBe('finalizing_success');
    engine.pass();
    expect([await phase(transfer), await engine.text(`/disks/${disk}`, 'status')]).toEqual(['finished_success', 'ok']);
    expect((await act(transfer, 'finalize')).status).toBe(409);
    engine.clock.advance(15 * 60_000);
    expect((await engine.get(transfer.path)).status).toBe(404);
  });

  it('takes the disk of a cancelled upload with it, and leaves that of a download', async () => {
    const down = await open('download');
    await act(down, 'cancel');
    expect(await phase(down)).toBe('cancelled_user');
    engine.pass(2);
    expect([await phase(down), await engine.text(`/disks/${disk}`, 'status')]).toEqual(['finished_cleanup', 'ok']);
    await act(await open('upload'), 'cancel');
    engine.pass(2);
    expect((await engine.get(`/disks/${disk}`)).status).toBe(404);
  });

  it('pauses and resumes uploads, with a new URL', async () => {
    const transfer = await open('upload');
    expect((await act(transfer, 'resume')).status).toBe(409);
    await act(transfer, 'pause');
    expect(await phase(transfer)).toBe('paused_user');
    expect((await send(transfer.url, 'OPTIONS')).status).toBe(403);
    await act(transfer, 'resume');
    expect(await phase(transfer)).toBe('resuming');
    engine.pass();
    const url = (await engine.text(transfer.path, 'transfer_url')) ?? '';
    expect(url).not.toBe(transfer.url);
    expect((await send(url, 'OPTIONS')).status).toBe(200);
    await act(transfer, 'finalize');
    engine.pass();
    expect((await act(await open('download'), 'pause')).status).toBe(409);
  });

  it.each([
    ['upload', '', 'paused_system'],
    ['upload', '<timeout_policy>cancel</timeout_policy>', 'cancelled_system'],
    ['download', '', 'cancelled_system'],
    ['download', '<timeout_policy>pause</timeout_policy>', 'paused_system'],
    ['upload', '<inactivity_timeout>0</inactivity_timeout>', 'transferring'],
  ])('%s %s becomes %s by inactivity', async (direction, more, then) => {
    const transfer = await open(direction, more);
    engine.clock.advance(60_000);
    expect(await phase(transfer)).toBe('transferring');
    await act(transfer, 'extend');
    engine.clock.advance(60_000);
    expect(await phase(transfer)).toBe('transferring');
    engine.clock.advance(60_001);
    expect(await phase(transfer)).toBe(then);
  });

  it('fails when a qcow2 upload was none', async () => {
    const transfer = await open('upload', '<format>cow</format>');
    await put(transfer.url, 0, Buffer.from('not a qcow2 file'));
    await act(transfer, 'finalize');
    engine.pass();
    expect([await phase(transfer), await engine.text(`/disks/${disk}`, 'status')]).toEqual(['finished_failure', 'illegal']);
  });

  it('is not for a disk of a running VM', async () => {
    const vm = await engine.vm('web');
    await engine.up(vm);
    disk = (await engine.get(`/vms/${vm}/diskattachments`)).xml.children[0]?.attributes['id'] ?? '';
    await expect(open('download')).rejects.toThrow('attached to running VM');
  });
});

describe('imageio', () => {
  it('tells what it can do', async () => {
    const up = await open('upload');
    const options = await send(up.url, 'OPTIONS');
    expect([options.status, options.headers['allow'], options.headers['server']]).toEqual([200, 'OPTIONS,GET,PUT,PATCH', 'imageio/2.5.3']);
    expect(options.text).toBe('{"features": ["checksum", "extents", "flush", "zero"], "max_readers": 8, "max_writers": 8}\n');
    expect((await send(`${engine.emulator.imageioUrl}/images/*`, 'OPTIONS')).text).toBe('{"features": ["checksum", "extents", "flush", "zero"]}\n');
    await act(up, 'finalize');
    engine.pass();
    const down = await send((await open('download')).url, 'OPTIONS');
    expect([down.headers['allow'], down.text]).toEqual(['OPTIONS,GET', '{"features": ["checksum", "extents"], "max_readers": 8, "max_writers": 8}\n']);
  });

  it('writes at the first number of Content-Range, and reads ranges', async () => {
    const { url } = await open('upload');
    const bytes = randomBytes(200_000);
    expect((await put(url, 100_000, bytes)).status).toBe(200);
    expect((await send(`${url}?flush=n`, 'PUT', { 'Content-Range': 'bytes 4194304-9999999/*' }, Buffer.from('short'))).status).toBe(200);
    const part = await send(url, 'GET', { Range: 'bytes=100000-299999' });
    expect(part.status).toBe(206);
    expect(part.headers['content-range']).toBe(`bytes 100000-299999/${SIZE}`);
    expect(part.headers['content-disposition']).toBe('attachment');
    expect(part.bytes.equals(bytes)).toBe(true);
    expect((await send(url, 'GET', { Range: `bytes=${SIZE - 8}-` })).bytes).toEqual(Buffer.alloc(8));
    const all = await send(url, 'GET');
    expect([all.status, all.bytes.length, all.bytes.subarray(4194304, 4194309).toString()]).toEqual([200, SIZE, 'short']);
  });

  it('starts at 0 without Content-Range', async () => {
    const { url } = await open('upload');
    await send(url, 'PUT', {}, Buffer.from('start'));
    expect(engine.emulator.diskBytes(disk, 6).toString()).toBe('start\0');
  });

  it.each(['bytes=-8', 'bytes=8388600-8388699', 'bytes=0-1,4-5', 'lines=0-1'])('refuses the range %s with 416', async (range) => {
    const reply = await send((await open('upload')).url, 'GET', { Range: range });
    expect([reply.status, reply.headers['content-type']]).toEqual([416, 'text/plain; charset=UTF-8']);
  });

  it('refuses to write past the end, and closes', async () => {
    const reply = await put((await open('upload')).url, SIZE - 8, Buffer.alloc(16));
    expect([reply.status, reply.headers['content-range'], reply.headers['connection']]).toEqual([416, `bytes */${SIZE}`, 'close']);
  });

  it('refuses bad uploads with 400', async () => {
    const { url } = await open('upload');
    expect((await send(url, 'PUT', { 'Content-Range': 'bytes zero-0/*' }, 'x')).status).toBe(400);
    expect((await put(url, 0, Buffer.from('x'), '?flush=maybe')).status).toBe(400);
    expect((await send(url, 'PUT', { 'Transfer-Encoding': 'chunked' }, 'x')).status).toBe(400);
    expect((await send(url, 'PUT', { 'Content-Length': 0 })).status).toBe(200);
  });

  it('zeroes and flushes', async () => {
    const { url } = await open('upload');
    await put(url, 0, Buffer.alloc(MIB, 1));
    expect((await patch(url, { op: 'zero', offset: 1000, size: 500_000, flush: false })).status).toBe(200);
    expect((await patch(url, { op: 'flush' })).status).toBe(200);
    const bytes = engine.emulator.diskBytes(disk, MIB);
    expect([bytes[999], bytes[1000], bytes[500_999], bytes[501_000]]).toEqual([1, 0, 0, 1]);
  });

  it.each([
    [{ op: 'zero', offset: 4096 }, 400],
    [{ op: 'zero', offset: SIZE, size: 1 }, 416],
    [{ op: 'zero', offset: -1, size: 1 }, 400],
    [{ op: 'zero', size: '1' }, 400],
    [{ op: 'trim' }, 400],
    ['nonsense', 400],
  ])('refuses the patch %j with %i', async (message, code) => {
    expect((await patch((await open('upload')).url, message)).status).toBe(code);
  });

  it('reports extents of what was written', async () => {
    const { url } = await open('upload');
    expect((await send(`${url}/extents`, 'GET')).text).toBe(`[{"start": 0, "length": ${SIZE}, "zero": true, "hole": true}]\n`);
    await put(url, 2 * MIB, Buffer.alloc(MIB, 7));
    await patch(url, { op: 'zero', offset: 2 * MIB, size: MIB / 2 });
    expect(JSON.parse((await send(`${url}/extents?context=zero`, 'GET')).text)).toEqual([
      { start: 0, length: 2.5 * MIB, zero: true, hole: true },
      { start: 2.5 * MIB, length: MIB / 2, zero: false, hole: false },
      { start: 3 * MIB, length: 5 * MIB, zero: true, hole: true },
    ]);
    expect((await send(`${url}/extents?context=dirty`, 'GET')).status).toBe(404);
  });

  it('hashes the hashes of blocks', { timeout: 30_000 }, async () => {
    const { url } = await open('upload');
    await put(url, 0, Buffer.alloc(MIB, 7));
    const sha256 = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest();
    const expected = sha256(Buffer.concat([sha256(Buffer.alloc(MIB, 7)), ...Array.from({ length: 7 }, () => sha256(Buffer.alloc(MIB)))])).toString('hex');
    expect((await send(`${url}/checksum?algorithm=sha256&block_size=${MIB}`, 'GET')).text).toBe(
      `{"algorithm": "sha256", "block_size": ${MIB}, "checksum": "${expected}"}\n`,
    );
    expect(JSON.parse((await send(`${url}/checksum`, 'GET')).text)).toMatchObject({
      algorithm: 'blake2b',
      block_size: 4 * MIB,
      checksum: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect((await send(`${url}/checksum?algorithm=nope`, 'GET')).status).toBe(400);
  });

  it('knows no other tickets, paths and methods', async () => {
    const { url } = await open('download');
    const unknown = await send(`${engine.emulator.imageioUrl}/images/nosuch`, 'GET');
    expect([unknown.status, unknown.headers['connection']]).toEqual([403, 'close']);
    expect((await put(url, 0, Buffer.from('x'))).status).toBe(403);
    expect((await send(`${engine.emulator.imageioUrl}/images/`, 'GET')).status).toBe(400);
    expect((await send(`${engine.emulator.imageioUrl}/nosuch`, 'GET')).status).toBe(404);
    expect((await send(url, 'DELETE')).status).toBe(405);
  });

  it('keeps what came of an upload that was cut, as a device does', async () => {
    const { url } = await open('upload');
    const { hostname, port, pathname } = new URL(url);
    await new Promise<void>((resolve) => {
      const socket = connect(Number(port), hostname, () => {
        socket.write(`PUT ${pathname} HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\nContent-Range: bytes 0-999/*\r\n\r\nhalf`, () =>
          setTimeout(() => socket.destroy(), 50),
        );
      });
      socket.on('close', () => resolve());
      socket.on('error', () => undefined);
    });
    expect(engine.emulator.diskBytes(disk, 5).toString()).toBe('half\0');
    expect((await send(url, 'OPTIONS')).status).toBe(200);
  });
});

describe('a qcow2 transfer', () => {
  it('brings a file out that can be brought in again as the same disk', async () => {
    const bytes = randomBytes(300_000);
    const raw = await open('upload', '<format>raw</format>');
    await put(raw.url, 5 * MIB + 7, bytes);
    await act(raw, 'finalize');
    engine.pass();
    const file = (await send((await open('download', '<format>cow</format>')).url, 'GET')).bytes;
    expect(file.subarray(0, 8).toString('hex')).toBe('514649fb00000003');
    expect(Number(file.readBigUInt64BE(24))).toBe(SIZE);
    expect(file.length).toBeLessThan(MIB);
    disk = await engine.disk('again', SIZE);
    const back = await open('upload', '<format>cow</format>');
    expect((await put(back.url, 0, file)).status).toBe(200);
    await act(back, 'finalize');
    engine.pass();
    expect(await phase(back)).toBe('finished_success');
    const content = engine.emulator.diskBytes(disk, SIZE);
    expect(content.subarray(5 * MIB + 7, 5 * MIB + 300_007).equals(bytes)).toBe(true);
    expect(content.subarray(0, 5 * MIB + 7).every((byte) => byte === 0)).toBe(true);
  });

  it('is refused when the image is larger than the disk', async () => {
    const file = (await send((await open('download', '<format>cow</format>')).url, 'GET')).bytes;
    disk = await engine.disk('small', SIZE / 2);
    const transfer = await open('upload', '<format>cow</format>');
    await put(transfer.url, 0, file);
    await act(transfer, 'finalize');
    engine.pass();
    expect(await phase(transfer)).toBe('finished_failure');
  });
});

describe('BLAKE2b with 32 bytes', () => {
  // Published digests of BLAKE2b-256.
  it('hashes as published', () => {
    expect(blake2b256(Buffer.alloc(0)).toString('hex')).toBe('0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8');
    expect(blake2b256(Buffer.from('abc')).toString('hex')).toBe('bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319');
  });
});

describe('a block store', () => {
  it('shares blocks with its clones until one of them writes', () => {
    const first = new BlockStore();
    first.write(0, Buffer.from('aaaa'));
    const copy = first.clone();
    first.write(1, Buffer.from('b'));
    copy.write(2, Buffer.from('c'));
    const head = (store: BlockStore): string | undefined => store.peek(0, 4).bytes?.toString();
    expect([head(first), head(copy)]).toEqual(['abaa', 'aaca']);
  });

  it('gives back whole blocks that are zeroed, also in a huge range', () => {
    const store = new BlockStore();
    store.write(200_000, Buffer.alloc(200_000, 1));
    store.zero(0, 2 ** 50);
    expect(store.allocatedBytes).toBe(0);
    expect(store.extents(2 ** 50)).toEqual([{ start: 0, length: 2 ** 50, zero: true }]);
  });
});
