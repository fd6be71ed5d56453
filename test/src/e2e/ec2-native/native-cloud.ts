import { type Ec2Emulator, ManualClock, startEmulator } from '@portolan/emulators';
import { type Cloud, connect } from 'portolan';
import { expect } from 'vitest';

export type NativeCloud = Cloud<'aws'>;

export const TRUST: string = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}';
export const POLICY: string = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}';
export const START: number = Date.UTC(2026, 0, 15, 12);

/** An emulated cloud with two servers in it, on a clock that stands, and a connection that goes by it. */
export async function openNative(): Promise<{ readonly emulator: Ec2Emulator; readonly cloud: NativeCloud; readonly clock: ManualClock }> {
  const clock = new ManualClock(START);
  const emulator = (await startEmulator('aws', { clock, transitionMs: 1000, seed: { servers: ['one', 'two'] } })) as Ec2Emulator;
  return { emulator, clock, cloud: await connectTo(emulator) };
}

/** With other keys than the profile's, where some are given. */
export const connectTo = (emulator: Ec2Emulator, keys: object = {}): Promise<NativeCloud> =>
  connect({ provider: 'aws', ...(emulator.profile as Record<string, string>), serviceUrls: emulator.serviceUrls, ...keys }, {
    env: {},
    clock: { now: () => emulator.clock.now() },
  } as never);

/** The service's client, which writes down what is called of it. */
export function recording<T extends object>(service: T): { readonly service: T; readonly called: Set<string> } {
  const called = new Set<string>();
  const proxy = new Proxy(service, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      called.add(String(name));
      return value.bind(target);
    },
  });
  return { service: proxy, called };
}

/** What was not called is not served: the emulator does not know such an action. */
export async function expectRestUnserved(
  service: Pick<NativeCloud['native']['elb'], 'call'>,
  called: ReadonlySet<string>,
  unserved: readonly string[],
): Promise<void> {
  const methods = Object.getOwnPropertyNames(Object.getPrototypeOf(service)).filter((name) => name !== 'constructor');
  const left = methods.filter((name) => !called.has(name));
  expect(left.sort()).toEqual([...unserved].sort());
  for (const name of left) {
    const action = name.replace(/^./, (letter) => letter.toUpperCase());
    await expect(service.call(action), action).rejects.toMatchObject({ providerCode: 'InvalidAction' });
  }
}

export const instanceIds = async (cloud: NativeCloud): Promise<string[]> =>
  (await cloud.native.ec2.describeInstances().toArray()).flatMap(({ instancesSet }) => instancesSet.map(({ instanceId }) => instanceId ?? ''));
