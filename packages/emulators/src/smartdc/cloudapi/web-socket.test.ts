import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Reply } from '../testing/signed-client.ts';
import { startTestBed, type TestBed } from '../testing/start.ts';
import { type Upgraded, upgrade } from '../testing/web-socket-client.ts';

type Wire = Record<string, unknown> & { readonly id: string };

let bed: TestBed;
let open: Upgraded | undefined;
beforeEach(async () => {
  bed = await startTestBed();
});
afterEach(async () => {
  open?.socket?.close();
  open = undefined;
  await bed.emulator.close();
});

const fails = (reply: Reply): unknown => [reply.status, reply.json().code, reply.json().message];

async function connect(path: string, headers: Record<string, string> = {}): Promise<Upgraded> {
  open = await upgrade(bed.emulator.url, path, { ...bed.cloud.signedHeaders(path), ...headers });
  return open;
}

async function running(imageType: string, size: string): Promise<string> {
  const [image] = (await bed.cloud.send('GET', `/demo/images?type=${imageType}`)).json<Wire[]>();
  const { id } = (await bed.cloud.send('POST', '/demo/machines', { body: { image: image?.id, package: size } })).json<Wire>();
  bed.clock.advance(1000);
  return `/demo/machines/${id}`;
}

describe('a console', () => {
  it('greets, agrees on a protocol and ends after the handshake', async () => {
    const machine = await running('zvol', 'b1-bhyve-4G');
    const { status, socket, protocol } = await connect(`${machine}/vnc`, { 'sec-websocket-protocol': 'chat, binary' });
    expect([status, protocol]).toEqual([101, 'binary']);
    expect((await socket?.next())?.toString()).toBe('RFB 003.008\n');
    socket?.send(2, Buffer.from('RFB 003.008\n'));
    expect((await socket?.next())?.toString('latin1')).toBe('\0\0\0\0\tno screen');
    expect(await socket?.next()).toEqual(Buffer.from([3, 232]));
  });

  it('is refused by an ordinary request with a reason', async () => {
    const machine = await running('zvol', 'b1-bhyve-4G');
    const vnc = (headers: Record<string, string> = {}): Promise<Reply> => bed.cloud.send('GET', `${machine}/vnc`, { headers });
    expect(fails(await vnc())).toEqual([400, 'UpgradeRequiredError', expect.stringContaining('must be upgraded')]);
    expect(fails(await vnc({ 'accept-version': '~9' }))).toEqual([400, 'InvalidVersion', `~9 is not supported by GET ${machine}/vnc`]);
    expect((await vnc({ 'accept-version': '~9||~8' })).json().code).toBe('UpgradeRequiredError');
    await bed.cloud.send('POST', machine, { body: { action: 'stop' } });
    bed.clock.advance(1000);
    expect(fails(await vnc())).toEqual([400, 'MachineStoppedError', 'Cannot connect to a stopped machine']);
    const zone = await running('zone-dataset', 'sdc_128');
    expect(fails(await bed.cloud.send('GET', `${zone}/vnc`))).toEqual([400, 'MachineHasNoVNCError', expect.stringContaining('joyent')]);
  });

  it('is refused to an upgrade with a status and nothing else', async () => {
    const zone = await running('zone-dataset', 'sdc_128');
    expect(await connect(`${zone}/vnc`)).toMatchObject({ status: 400, reason: 'Connection Not Upgraded', body: '', socket: undefined });
    const forged = await connect(`${zone}/vnc`, { authorization: 'Signature keyId="/demo/keys/x",algorithm="rsa-sha256",signature="AAAA"' });
    expect([forged.status, forged.socket]).toEqual([401, undefined]);
    expect((await connect('/demo/changefeed', { 'sec-websocket-version': '12' })).status).toBe(500);
  });
});

describe('the change feed', () => {
  const all = { resource: 'vm', subResources: ['alias', 'state', 'tags', 'nics', 'server_uuid'] };

  it('tells of the changes asked for, to machines asked for', async () => {
    const [one, other] = [await running('zone-dataset', 'sdc_128'), await running('zone-dataset', 'sdc_128')];
    const { socket } = await connect('/demo/changefeed');
    socket?.send(1, Buffer.from('not this'));
    socket?.send(1, Buffer.from(JSON.stringify({ ...all, vms: [one.split('/').at(-1)] })));
    await new Promise((resolve) => setTimeout(resolve, 50));
    await bed.cloud.send('POST', other, { body: { action: 'stop' } });
    await bed.cloud.send('POST', one, { body: { action: 'stop' } });
    const change = JSON.parse((await socket?.next())?.toString() ?? '') as Wire;
    expect(change).toMatchObject({
      changeKind: { resource: 'vm', subResources: ['state'] },
      changedResourceId: one.split('/').at(-1),
      resourceState: 'stopping',
      resourceObject: { state: 'stopping' },
    });
    bed.clock.advance(1000);
    expect(JSON.parse((await socket?.next())?.toString() ?? '')).toMatchObject({ changeKind: { subResources: ['nics', 'state'] }, resourceState: 'stopped' });
  });

  it('tells of machines that come', async () => {
    const { socket } = await connect('/demo/changefeed');
    socket?.send(1, Buffer.from(JSON.stringify(all)));
    await new Promise((resolve) => setTimeout(resolve, 50));
    await running('zone-dataset', 'sdc_128');
    expect(JSON.parse((await socket?.next())?.toString() ?? '')).toMatchObject({ resourceObject: { brand: 'joyent' } });
  });

  it('wants an upgrade', async () => {
    expect(fails(await bed.cloud.send('GET', '/demo/changefeed'))).toEqual([500, 'InternalError', 'Connection Must Upgrade For WebSockets']);
  });
});
