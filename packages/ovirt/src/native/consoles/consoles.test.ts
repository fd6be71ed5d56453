import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { FakeEngine, faultReply, type Reply, type Seen, xmlReply } from '../../testing/fake-engine.ts';
import { OvirtConsoles } from './consoles.ts';

// Source: the engine's REST API, VmGraphicsConsoles; addresses come with `current=true` alone.
const LIST = `<graphics_consoles>
  <graphics_console id="766e63"><address>198.51.100.7</address><port>5900</port><protocol>vnc</protocol></graphics_console>
  <graphics_console id="7370696365"><address>198.51.100.7</address><port>5901</port><protocol>spice</protocol><tls_port>5902</tls_port></graphics_console>
</graphics_consoles>`;
const TICKET = '<action><status>complete</status><ticket><expiry>60</expiry><value>9fGOubv7bDJc</value></ticket></action>';

function consoles(reply: (request: Seen) => Reply | undefined): { readonly consoles: OvirtConsoles; readonly engine: FakeEngine } {
  const engine = new FakeEngine((request) => (request.target.includes('/api/') ? reply(request) : undefined));
  return { consoles: new OvirtConsoles(engine.client()), engine };
}
const answering = (action: string): ReturnType<typeof consoles> => consoles(({ method }) => xmlReply(method === 'GET' ? LIST : action));

describe('OvirtConsoles', () => {
  it('lists consoles with their addresses', async () => {
    const { consoles: all, engine } = answering('');
    expect(await all.list('v1')).toEqual([
      { id: '766e63', protocol: 'vnc', address: '198.51.100.7', port: 5900, tlsPort: undefined },
      { id: '7370696365', protocol: 'spice', address: '198.51.100.7', port: 5901, tlsPort: 5902 },
    ]);
    expect(engine.calls).toEqual(['GET /vms/v1/graphicsconsoles?current=true']);
  });

  it('gives a ticket that does not show its password', async () => {
    const { consoles: all, engine } = answering(TICKET);
    const ticket = await all.ticket('v1', { protocol: 'spice', expirySeconds: 60 });
    expect(ticket).toMatchObject({ console: { protocol: 'spice', tlsPort: 5902 }, expiresInSeconds: 60 });
    expect(ticket.password.reveal()).toBe('9fGOubv7bDJc');
    expect(inspect(ticket) + JSON.stringify(ticket)).not.toContain('9fGO');
    expect(engine.calls.at(-1)).toBe('POST /vms/v1/graphicsconsoles/7370696365/ticket');
    expect(engine.seen.at(-1)?.body).toContain('<action><ticket><expiry>60</expiry></ticket></action>');
  });

  it('gives the file of remote-viewer as text', async () => {
    const file = '[virt-viewer]\ntype=vnc\npassword=secret\n';
    const { consoles: all, engine } = answering(
      `<action><remote_viewer_connection_file>${Buffer.from(file).toString('base64')}</remote_viewer_connection_file><status>complete</status></action>`,
    );
    const got = await all.viewerFile('v1');
    expect(got.reveal()).toBe(file);
    expect(String(got)).toBe('***');
    expect(engine.calls.at(-1)).toBe('POST /vms/v1/graphicsconsoles/766e63/remoteviewerconnectionfile');
  });

  it('says which consoles there are when the one asked for is not among them', async () => {
    const vncOnly = consoles(() => xmlReply(LIST.replace(/ {2}<graphics_console id="7370.*\n/, '')));
    await expect(vncOnly.consoles.ticket('v1', { protocol: 'spice' })).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringMatching(/it has vnc/),
    });
    await expect(consoles(() => xmlReply('<graphics_consoles/>')).consoles.viewerFile('v1')).rejects.toMatchObject({
      message: expect.stringMatching(/headless/),
    });
  });

  it('is refused for a VM that does not run, and takes no answer without a ticket for one', async () => {
    const off = consoles(({ method }) => (method === 'GET' ? xmlReply(LIST) : faultReply(409, 'Cannot set console ticket. VM is not running.')));
    await expect(off.consoles.ticket('v1')).rejects.toMatchObject({ code: 'conflict', operation: 'native.consoles.ticket', target: 'v1' });
    await expect(answering('<action><status>complete</status></action>').consoles.ticket('v1')).rejects.toMatchObject({ code: 'protocol' });
    await expect(
      answering('<action><fault><detail>[VM is not running]</detail></fault><status>failed</status></action>').consoles.viewerFile('v1'),
    ).rejects.toMatchObject({ message: expect.stringMatching(/VM is not running/) });
    const { consoles: all, engine } = answering(TICKET);
    await expect(all.ticket('v1', { expirySeconds: 0 })).rejects.toMatchObject({ code: 'invalid-argument' });
    expect(engine.seen).toEqual([]);
  });
});
