import { type OpenstackEmulator, startEmulator } from '@portolan/emulators';
import type { OpenstackNative } from '@portolan/openstack';
import { connect } from 'portolan';

/** An emulated Rackspace and the native clients of it, which note what was called of them. */
export interface NativeRun {
  readonly emulator: OpenstackEmulator;
  readonly native: OpenstackNative;
  /** The client, with each call of it noted. */
  watch<T extends object>(client: T): T;
  /** Methods of the client, and of what hangs on it, that nobody called: `nodes.updateMany`. */
  uncalled(client: object): string[];
  [Symbol.asyncDispose](): Promise<void>;
}

/** Nothing is in between: what was changed is there with the next request. */
export async function openRackspace(transitionMs: number = 0): Promise<NativeRun> {
  const emulator = await startEmulator('rackspace', { transitionMs });
  const cloud = await connect({ ...emulator.profile, provider: 'rackspace' } as never);
  if (!cloud.is('rackspace')) throw new Error('not Rackspace');
  const called = new Set<string>();
  return {
    emulator,
    native: cloud.native,
    watch: (client) => watched(client, '', called),
    uncalled: (client) => methodsOf(client, '').filter((name) => !called.has(name)),
    [Symbol.asyncDispose]: async () => {
      await cloud.close();
      await emulator.close();
    },
  };
}

/** What is no part of a client's face: protected in the types. */
const INNER = new Set(['constructor', 'calls', 'pathOf']);
/** Those of single features of load balancers, which the public ones are made of. */
const INNER_OF_FEATURES = new Set(['read', 'put', 'remove']);

const isClient = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && ![Object.prototype, Array.prototype].includes(Object.getPrototypeOf(value));

function watched<T extends object>(client: T, path: string, called: Set<string>): T {
  return new Proxy(client, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      const place = `${path}${String(name)}`;
      if (typeof value === 'function')
        return (...args: unknown[]): unknown => {
          called.add(place);
          return (value as (...given: unknown[]) => unknown).apply(target, args);
        };
      return isClient(value) ? watched(value, `${place}.`, called) : value;
    },
  });
}

function methodsOf(client: object, path: string): string[] {
  const names = new Set<string>();
  for (let type: object | null = Object.getPrototypeOf(client); type !== null && type !== Object.prototype; type = Object.getPrototypeOf(type))
    for (const name of Object.getOwnPropertyNames(type)) names.add(name);
  const feature = names.has('read') && names.has('put');
  const own = [...names].filter((name) => !INNER.has(name) && !(feature && INNER_OF_FEATURES.has(name)));
  const below = Object.entries(client).flatMap(([name, value]) => (INNER.has(name) || !isClient(value) ? [] : methodsOf(value, `${path}${name}.`)));
  return [...own.map((name) => `${path}${name}`), ...below];
}
