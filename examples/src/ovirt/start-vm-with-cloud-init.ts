import type { Cloud } from 'portolan';
import { withVm } from './a-vm.ts';

/** Name, user, key and network of the guest, for this start alone. */
export async function example(cloud: Cloud<'ovirt'>): Promise<string> {
  return withVm(cloud, 'web-1', async (id) => {
    const service = cloud.native.sdk.system().vmsService().vmService(id);
    await service.start({
      useCloudInit: true,
      vm: {
        initialization: {
          userName: 'alice',
          authorizedSshKeys: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExample alice@example.com',
          hostName: 'web-1.example.com',
          customScript: 'runcmd:\n  - touch /root/started\n',
          nicConfigurations: [{ name: 'eth0', onBoot: true, bootProtocol: 'dhcp' }],
        },
      },
    });
    await cloud.compute.servers.waitUntil(id, 'running', { intervalMs: 100, timeoutMs: 300_000 });
    return `${(await service.get()).name} is up`;
  });
}
