import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import type { Counts } from './counts-protocol.ts';

/**
 * Counts what signing costs, in a process whose `node:crypto` counts: before anything of ours is loaded its functions are replaced,
 * also for those who import them by name.
 */
let signatures = 0;
let macs = 0;
const { sign, createHmac } = crypto;
crypto.sign = ((...given: Parameters<typeof sign>) => {
  signatures += 1;
  return sign(...given);
}) as typeof sign;
crypto.createHmac = (...given) => {
  macs += 1;
  return createHmac(...given);
};
syncBuiltinESMExports();

const { connect } = await import('portolan');
const { startEmulator } = await import('@portolan/emulators');
const REQUESTS = 2000;

async function repeat(work: (number: number) => Promise<unknown>): Promise<void> {
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < REQUESTS) await work(next++);
  };
  await Promise.all(Array.from({ length: 16 }, lane));
}

/** What the emulator, in this process, signs and checks by itself is counted without us and taken off. */
async function rsa(): Promise<Pick<Counts, 'rsaSignatures' | 'rsaSeconds'>> {
  const emulator = await startEmulator('smartdc');
  const cloud = await connect(emulator.profile as { provider: 'smartdc' });
  const began = performance.now();
  signatures = 0;
  await repeat(() => cloud.compute.locations.list().toArray());
  const counted = { rsaSignatures: signatures, rsaSeconds: (performance.now() - began) / 1000 };
  await cloud.close();
  await emulator.close();
  return counted;
}

async function sigv4(): Promise<Pick<Counts, 'macs'>> {
  const answer = { status: 200, headers: { 'content-length': '0' } };
  const { Readable } = await import('node:stream');
  const cloud = await connect(
    { provider: 'aws', region: 'us-east-1', s3Url: 'http://127.0.0.1:9', accessKeyId: 'AKIDBENCHMARK', secretAccessKey: 'nobody asks for it' },
    { transport: () => ({ send: async () => ({ ...answer, body: Readable.from([]) }), close: async () => {} }) },
  );
  macs = 0;
  await repeat((number) => cloud.storage.objects.head('bench', `key-${number}`));
  await cloud.close();
  return { macs };
}

async function tokens(provider: 'openstack' | 'ovirt', isSignIn: (target: string) => boolean): Promise<number> {
  const emulator = await startEmulator(provider);
  const cloud = await connect(emulator.profile as { provider: 'openstack' });
  const together = (): Promise<unknown> => Promise.all(Array.from({ length: 64 }, () => cloud.compute.images.list().first()));
  await together();
  emulator.revokeTokens();
  await together();
  const found = emulator.seen.filter(({ method, target }) => method === 'POST' && isSignIn(target)).length;
  await cloud.close();
  await emulator.close();
  return found;
}

const counts: Counts = {
  requests: REQUESTS,
  ...(await rsa()),
  ...(await sigv4()),
  keystoneTokens: await tokens('openstack', (target) => target.endsWith('/auth/tokens')),
  ovirtTokens: await tokens('ovirt', (target) => target.includes('/sso/oauth/token') && !target.includes('logout')),
};
process.stdout.write(JSON.stringify(counts), () => process.exit());
