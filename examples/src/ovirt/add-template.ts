import type { Cloud } from 'portolan';
import { withVm } from './a-vm.ts';

/** A template of a VM that is down. */
export async function example(cloud: Cloud<'ovirt'>): Promise<string> {
  const { sdk } = cloud.native;
  return withVm(cloud, 'golden-1', async (id) => {
    const templates = sdk.system().templatesService();
    const template = await sdk.withJobs((correlationId) => templates.add({ template: { name: 'golden', vm: { id } } }, { correlationId }), { intervalMs: 100 });
    const service = templates.templateService(template.id ?? '');
    const made = await service.get();
    await service.remove();
    return `${made.name} is ${made.status}`;
  });
}
