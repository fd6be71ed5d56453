import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { access } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { Harness } from '@portolan/conformance';
import { connect } from 'portolan';
import { CONFORMANCE_DEFECTS, LACKS } from './moto-defects.ts';

const CLIENTS = process.env['PORTOLAN_CLIENTS_DIR'] ?? '/var/tmp/portolan-clients';
const PROGRAM = `${CLIENTS}/moto/bin/moto_server`;
const START_TIMEOUT_MS = 60_000;

/** moto's server: EC2, S3 and the services beside them, by people who read the same documents as we. */
export interface Moto {
  readonly url: string;
  /** A profile that leads there; moto takes any keys. */
  readonly profile: { readonly provider: 'aws' } & Readonly<Record<'region' | 'ec2Url' | 's3Url' | 'accessKeyId' | 'secretAccessKey', string>> & {
      readonly serviceUrls: Readonly<Record<'iam' | 'sts' | 'elb' | 'autoScaling' | 'cloudWatch' | 'cloudFormation', string>>;
    };
  close(): Promise<void>;
}

export async function startMoto(): Promise<Moto> {
  await access(PROGRAM).catch(() => {
    throw new Error(`there is no ${PROGRAM}: run test/real/clients/install`);
  });
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const { PATH = '' } = process.env;
  const server = spawn(PROGRAM, ['-H', '127.0.0.1', '-p', String(port)], { stdio: 'ignore', env: { PATH } });
  const ended = once(server, 'exit');
  await until(() => answers(url));
  const services = ['iam', 'sts', 'elb', 'autoScaling', 'cloudWatch', 'cloudFormation'] as const;
  return {
    url,
    profile: {
      provider: 'aws',
      region: 'us-east-1',
      ec2Url: url,
      s3Url: url,
      // moto finds out whose account it is by the key; any will do.
      accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
      secretAccessKey: 'any-secret-will-do',
      serviceUrls: Object.fromEntries(services.map((service) => [service, url])) as Moto['profile']['serviceUrls'],
    },
    close: async () => {
      server.kill();
      await ended;
    },
  };
}

async function freePort(): Promise<number> {
  const listener = createServer().listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const { port } = listener.address() as { readonly port: number };
  listener.close();
  await once(listener, 'close');
  return port;
}

const answers = (url: string): Promise<boolean> =>
  fetch(`${url}/moto-api/data.json`).then(
    (response) => response.ok,
    () => false,
  );

async function until(done: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + START_TIMEOUT_MS;
  while (!(await done())) {
    if (Date.now() > end) throw new Error(`moto did not answer within ${START_TIMEOUT_MS / 1000} s`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

export async function motoHarness(): Promise<Harness> {
  const moto = await startMoto();
  return {
    name: 'aws (moto)',
    open: ({ fields, ...options }) => connect({ ...moto.profile, lacks: LACKS, ...fields } as never, { env: {}, ...options }),
    image: /ubuntu/i,
    at: (origin) => ({ ec2Url: origin, s3Url: origin }),
    networkCidr: '172.31.240.0/24',
    intervalMs: 50,
    waitMs: 30_000,
    exempt: CONFORMANCE_DEFECTS,
    close: () => moto.close(),
  };
}
