import type { Cloud } from 'portolan';

/** What a call would send, without sending it; and what a document says. */
export async function example(cloud: Cloud<'ovirt'>): Promise<string> {
  const { sdk } = cloud.native;
  const text = await sdk.write('Vm', { name: 'web-1', cluster: { name: 'Default' }, cpu: { topology: { sockets: 2 } } });
  const vm = await sdk.read<{ name: string; cpu: { topology: { sockets: number } } }>(text);
  return `${text.length > 100 ? 'a document' : 'too little'} of ${vm.name} with ${vm.cpu.topology.sockets} sockets`;
}
