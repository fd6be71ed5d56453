import type { Cloud } from 'portolan';

/** Gets the token of this session for another program. Printing it shows nothing: `reveal()` gives the text. */
export async function example(cloud: Cloud<'ovirt'>): Promise<string> {
  const token = await cloud.native.authenticate();
  return `${String(token)} has ${token?.reveal().length ?? 0} characters`;
}
