import { createPublicKey } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { startSmartdcEmulator } from './index.ts';
import { SignedClient } from './testing/signed-client.ts';
import { startTestBed } from './testing/start.ts';

describe('startSmartdcEmulator', () => {
  it('gives a profile that connects, on two services and two datacenters', async () => {
    await using bed = await startTestBed({ account: 'acme' });
    const { profile, url, mantaUrl } = bed.emulator;
    expect(profile).toMatchObject({ provider: 'smartdc', url, mantaUrl, account: 'acme' });
    expect(createPublicKey(profile.privateKey).asymmetricKeyType).toBe('rsa');
    expect((await bed.cloud.send('GET', '/acme')).status).toBe(200);
    expect((await bed.manta.send('GET', '/acme/stor')).status).toBe(200);
    const { keyId, privateKey } = profile;
    const away = (await bed.cloud.send('GET', '/acme/datacenters')).json<Record<string, string>>()['us-test-2'] ?? '';
    const other = new SignedClient({ url: away, keyId: `/acme/keys/${keyId}`, privateKey, clock: bed.clock });
    expect((await other.send('GET', '/acme/keys')).status).toBe(200);
    const images = (await bed.cloud.send('GET', '/acme/images')).json<{ id: string }[]>();
    await bed.cloud.send('POST', '/acme/machines', { body: { image: images[0]?.id, package: 'sdc_128' } });
    expect((await other.send('GET', '/acme/machines')).json()).toEqual([]);
  });

  it('counts requests of all ports and injects faults on all', async () => {
    await using bed = await startTestBed();
    await bed.cloud.send('GET', '/demo');
    await bed.manta.send('GET', '/demo/stor?limit=2');
    expect(bed.emulator.seen.map(({ method, target }) => `${method} ${target}`)).toEqual(['GET /demo', 'GET /demo/stor?limit=2']);
    bed.emulator.faults.add({ times: 2, effect: { kind: 'respond', status: 503 } });
    expect((await bed.cloud.send('GET', '/demo')).status).toBe(503);
    expect((await bed.manta.send('GET', '/demo/stor')).status).toBe(503);
    expect((await bed.manta.send('GET', '/demo/stor')).status).toBe(200);
  });

  it('a create whose answer is lost has happened once; an upload cut on the way has not', async () => {
    await using bed = await startTestBed();
    const images = (await bed.cloud.send('GET', '/demo/images')).json<{ id: string }[]>();
    bed.emulator.faults.add({ effect: { kind: 'reset-after' } });
    await expect(bed.cloud.send('POST', '/demo/machines', { body: { image: images[0]?.id, package: 'sdc_128' } })).rejects.toThrow(
      /socket hang up|ECONNRESET|EPIPE/,
    );
    expect((await bed.cloud.send('GET', '/demo/machines')).json<unknown[]>()).toHaveLength(1);
    bed.emulator.faults.add({ effect: { kind: 'cut-request', bytes: 10 } });
    await expect(bed.manta.send('PUT', '/demo/stor/o', { body: Buffer.alloc(100_000) })).rejects.toThrow(/socket hang up|ECONNRESET|EPIPE/);
    expect(bed.emulator.storedObject('/demo/stor/o')).toBeUndefined();
  });

  it('with transitionMs 0 everything is done by the next request', async () => {
    await using bed = await startTestBed({ transitionMs: 0 });
    const images = (await bed.cloud.send('GET', '/demo/images')).json<{ id: string }[]>();
    const made = (await bed.cloud.send('POST', '/demo/machines', { body: { image: images[0]?.id, package: 'sdc_128' } })).json<{ id: string; state: string }>();
    expect(made.state).toBe('provisioning');
    expect((await bed.cloud.send('GET', `/demo/machines/${made.id}`)).json()['state']).toBe('running');
  });

  it('refuses a taken port and leaves nothing open', async () => {
    await using bed = await startTestBed();
    const port = Number(new URL(bed.emulator.mantaUrl).port);
    await expect(startSmartdcEmulator({ mantaPort: port })).rejects.toThrow('EADDRINUSE');
  });
});
