import type { Cloud } from 'portolan';

/** Can the engine be reached, and does it take us? */
export async function example(cloud: Cloud<'ovirt'>): Promise<string> {
  const { name, version } = await cloud.native.test();
  return `${name} ${version}`;
}
