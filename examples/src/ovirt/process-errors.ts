import { type Cloud, isCloudError } from 'portolan';
import { withVm } from './a-vm.ts';

/** Errors say what they are by their code; the engine's own words are in them. */
export async function example(cloud: Cloud<'ovirt'>): Promise<string> {
  const vms = cloud.native.sdk.system().vmsService();
  return withVm(cloud, 'web-1', async () => {
    try {
      await vms.add({ vm: { name: 'web-1', cluster: { name: 'Default' }, template: { name: 'ubuntu-22.04' } } });
      return 'made twice';
    } catch (error) {
      if (!isCloudError(error)) throw error;
      return `${error.code} ${error.status}: ${error.message}`;
    }
  });
}
