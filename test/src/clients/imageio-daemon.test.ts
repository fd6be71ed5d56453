import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, open, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, request as httpRequest, type Server } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startEmulator } from '@portolan/emulators';
import type { ImageToken, OvirtNative } from '@portolan/ovirt';
import { connect } from 'portolan';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { venv } from './client-home.ts';

const MIB = 1024 * 1024;
const SIZE = 40 * MIB;
const TICKET = 'portolan-test';

/** The engine is emulated, but the addresses it tells of images are the real daemon's: what moves bytes is ovirt-imageio alone. */
describe('the imageio daemon', () => {
  let folder = '';
  let daemonPort = 0;
  let controlPort = 0;
  let daemon: ChildProcess;
  let nbd: ChildProcess | undefined;
  let emulator: Awaited<ReturnType<typeof startEmulator<'ovirt'>>>;
  let front: Server;
  let cloud: Awaited<ReturnType<typeof connect>>;
  let native: OvirtNative;
  const image = Buffer.alloc(SIZE);
  const at = (name: string): string => join(folder, name);

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'portolan-imageio-'));
    [daemonPort, controlPort] = [await freePort(), await freePort()];
    randomBytes(300_000).copy(image);
    randomBytes(MIB).copy(image, 17 * MIB);
    randomBytes(64).copy(image, SIZE - 64);
    await writeFile(at('source.raw'), image);
    await mkdir(at('conf.d'));
    await writeFile(
      at('conf.d/50-test.conf'),
      `[daemon]\nsystemd_enable = false\ndrop_privileges = false\nrun_dir = ${folder}\n[tls]\nenable = false\n[remote]\nhost = 127.0.0.1\nport = ${daemonPort}\n` +
        `[local]\nenable = false\n[control]\ntransport = tcp\nport = ${controlPort}\n[logger_root]\nhandlers = stderr\nlevel = WARNING\n[handlers]\nkeys = stderr\n`,
    );
    daemon = spawn(venv('ovirt-imageio'), ['--conf-dir', folder], { stdio: ['ignore', 'inherit', 'inherit'] });
    await until(async () => (await fetch(`http://127.0.0.1:${daemonPort}/info/`)).ok);
    emulator = await startEmulator('ovirt');
    front = createServer((request, response) => {
      const { pathname, search } = new URL(request.url ?? '/', 'http://front');
      const headers = { ...request.headers, host: new URL(emulator.url).host, 'accept-encoding': 'identity' };
      const onward = httpRequest(`${emulator.url}${pathname}${search}`, { method: request.method, headers }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () => {
          const url = `http://127.0.0.1:${daemonPort}/images/${TICKET}`;
          const body = Buffer.concat(chunks)
            .toString()
            .replace(/<(transfer|proxy)_url>[^<]*</g, `<$1_url>${url}<`);
          const { 'content-length': _length, 'transfer-encoding': _encoding, ...rest } = answer.headers;
          response.writeHead(answer.statusCode ?? 500, { ...rest, 'content-length': Buffer.byteLength(body) }).end(body);
        });
      });
      request.pipe(onward);
    });
    await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(front.address() as AddressInfo).port}/ovirt-engine/api`;
    cloud = await connect({ ...emulator.profile, provider: 'ovirt', url } as never);
    if (!cloud.is('ovirt')) throw new Error('not oVirt');
    native = cloud.native;
  });
  afterAll(async () => {
    await cloud?.close();
    front?.close();
    await emulator?.close();
    for (const child of [nbd, daemon]) await ended(child);
    await rm(folder, { recursive: true, force: true });
  });

  const control = async (method: string, ticket?: object): Promise<void> => {
    const url = `http://127.0.0.1:${controlPort}/tickets/${TICKET}`;
    const answer = await fetch(url, { method, ...(ticket === undefined ? {} : { body: JSON.stringify(ticket) }) });
    if (!answer.ok) throw new Error(`${method} ticket: ${answer.status} ${await answer.text()}`);
  };
  const ticket = (url: string): Promise<void> => control('PUT', { uuid: TICKET, size: SIZE, url, timeout: 300, ops: ['read', 'write'], sparse: true });

  it('reads of a qcow2 file made by QEMU how large its disk is, and sends it as it is', async () => {
    await promisify(execFile)('qemu-img', ['convert', '-f', 'raw', '-O', 'qcow2', at('source.raw'), at('source.qcow2')]);
    const { size } = await stat(at('source.qcow2'));
    await writeFile(at('disk.qcow2'), Buffer.alloc(size));
    await control('PUT', { uuid: TICKET, size, url: `file://${at('disk.qcow2')}`, timeout: 300, ops: ['read', 'write'], sparse: true });
    // The emulated engine looks at bytes of its own, finds nothing in them and says so: what counts is what the daemon wrote.
    await native.images.upload({ file: at('source.qcow2') }, { name: 'qcow2-1', storageDomain: 'data' }).catch(() => undefined);
    await promisify(execFile)('qemu-img', ['compare', '-f', 'qcow2', '-F', 'raw', at('disk.qcow2'), at('source.raw')]);
  });

  describe.each(['file', 'nbd'] as const)('over a disk behind %s', (backend) => {
    const disk = `disk-${backend}.raw`;
    const allocated = async (name: string): Promise<number> => (await stat(at(name))).blocks * 512;

    beforeEach(async () => {
      await control('DELETE');
      await ended(nbd);
      const file = await open(at(disk), 'w');
      await file.truncate(SIZE);
      await file.close();
      if (backend === 'file') return ticket(`file://${at(disk)}`);
      nbd = spawn('qemu-nbd', ['-f', 'raw', '-t', '-e', '8', '--discard=unmap', '-k', at('nbd.sock'), at(disk)], { stdio: 'inherit' });
      await until(async () => (await stat(at('nbd.sock'))).isSocket());
      await ticket(`nbd:unix:${at('nbd.sock')}`);
    });

    it('goes up and down sparse, with one checksum at both ends', async () => {
      const up = await native.images.upload({ file: at('source.raw') }, { name: `up-${backend}`, storageDomain: 'backups', verify: true });
      expect((await readFile(at(disk))).equals(image)).toBe(true);
      expect(await allocated(disk)).toBeLessThan(4 * MIB);
      const down = await native.images.download(up.diskId, at('target.raw'), { verify: true });
      expect(down.checksum).toBe(up.checksum);
      expect((await readFile(at('target.raw'))).equals(image)).toBe(true);
      expect(await allocated('target.raw')).toBeLessThan(4 * MIB);
      // A daemon on files says that all is data; over NBD it knows better, and so we ask for less.
      expect(down.readBytes < 4 * MIB).toBe(backend === 'nbd');
      const mine = await promisify(execFile)(venv('python'), ['-c', CHECKSUM, at('source.raw')]);
      expect((await native.images.checksum(up.diskId, { algorithm: 'blake2b' })).checksum).toBe(mine.stdout.trim());
    });

    it('punches zeroes over what a volume of blocks held', async () => {
      await writeFile(at(disk), Buffer.alloc(SIZE, 0xff));
      await native.images.upload({ content: image }, { name: `over-${backend}`, storageDomain: 'data', verify: true });
      expect((await readFile(at(disk))).equals(image)).toBe(true);
    });

    it('goes on with an upload that was cut', async () => {
      let token: ImageToken | undefined;
      const stop = new AbortController();
      const options = { name: `cut-${backend}`, storageDomain: 'data', tokenEveryBytes: 8 * MIB };
      const onToken = (one: ImageToken): void => {
        token = one;
        if (one.safeBytes > 0) stop.abort(new Error('cut'));
      };
      await expect(native.images.upload({ file: at('source.raw') }, { ...options, onToken, signal: stop.signal })).rejects.toThrow('cut');
      await native.images.upload({ file: at('source.raw') }, { ...options, onToken: () => undefined, resume: token, verify: true });
      expect((await readFile(at(disk))).equals(image)).toBe(true);
      expect(emulator.openTransfers).toBe(0);
    });

    it('names an ended ticket as what it is', async () => {
      const up = await native.images.upload({ content: image }, { name: `ended-${backend}`, storageDomain: 'backups' });
      await control('DELETE');
      await expect(native.images.download(up.diskId, at('never.raw'))).rejects.toMatchObject({ code: 'unavailable', status: 403 });
      await expect(stat(at('never.raw.part'))).rejects.toThrow(/ENOENT/);
    });
  });
});

const CHECKSUM = "import sys; from ovirt_imageio import client; print(client.checksum(sys.argv[1])['checksum'])";

async function freePort(): Promise<number> {
  const server = createTcpServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function until(ready: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 20_000; ; ) {
    if (await ready().catch(() => false)) return;
    if (Date.now() > end) throw new Error('not ready after 20 s');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function ended(child: ChildProcess | undefined): Promise<void> {
  if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await gone;
}
