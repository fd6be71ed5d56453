import { type FaultProxy, type ProxyPlan, startFaultProxy } from '@portolan/emulators';
import { type AnyCloud, type Cloud, type ConnectOptions, connect } from 'portolan';
import { SubjectRun } from '../secrets/subject-run.ts';

const CALL_MS = 30_000;

export const EMULATED_SUBJECTS = ['smartdc', 'ovirt', 'openstack', 'rackspace', 'aws', 'eucalyptus'] as const;

/** A cloud behind a fault proxy, watched for secrets; and a straight way to it, to count what is there. */
export class FaultRun {
  readonly run: SubjectRun;
  readonly proxy: FaultProxy;
  readonly direct: Cloud;

  private constructor(run: SubjectRun, proxy: FaultProxy, direct: Cloud) {
    this.run = run;
    this.proxy = proxy;
    this.direct = direct;
  }

  static async of(name: string): Promise<FaultRun> {
    const run = await SubjectRun.of(name);
    const proxy = await startFaultProxy({ seed: SEED });
    return new FaultRun(run, proxy, await connect(run.subject.profile as never, { env: {}, home: '/nowhere' }));
  }

  open(fields: Readonly<Record<string, unknown>> = {}, options: ConnectOptions = {}): Promise<Cloud> {
    return this.run.open({ proxy: this.proxy.url, ...fields }, options);
  }

  spoil(plan: ProxyPlan): void {
    this.proxy.use(plan);
  }

  mend(): void {
    this.proxy.use({ faults: [] });
  }

  /** Those going away do not count. */
  async serversNamed(name: string): Promise<number> {
    return (await this.direct.compute.servers.list({ name }).toArray()).filter(({ state }) => state !== 'terminated' && state !== 'stopping').length;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.direct.close();
    await this.proxy.close();
    await this.run[Symbol.asyncDispose]();
  }
}

/** What the chances of plans are drawn from; PORTOLAN_SEED repeats a run. */
export const SEED: number = Number(process.env['PORTOLAN_SEED'] ?? '20261121');

/** Fails when the call has not ended by then: that is a hang. */
export async function bounded<T>(what: string, work: Promise<T>, ms: number = CALL_MS): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const hung = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} hung: it did not end within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([work, hung]);
  } finally {
    clearTimeout(timer);
  }
}

/** A size and an image to make servers of. */
export async function shapeOf(cloud: AnyCloud): Promise<{ readonly image: string; readonly size: string }> {
  const image = await cloud.compute.images.find({ name: /ubuntu.*22\.04/i });
  const size = await cloud.compute.sizes.smallest({ image });
  return { image: image.id, size: size.id };
}
