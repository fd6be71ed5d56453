import { type Answer, empty, json } from '../answer.ts';
import { novaFault } from '../compute/nova-faults.ts';
import type { Routes } from '../routes.ts';
import { isAdministrator } from '../service-auth.ts';
import { type JsonObject, objectAt } from '../values.ts';
import { readBody, type VolumeCall } from './volume-call.ts';

/** Policy doesn't allow volume_extension:quotas:update to be performed. */
export const refusePolicy = (rule: string): ReturnType<typeof novaFault> => novaFault(403, `Policy doesn't allow ${rule} to be performed.`);

function requireOwn(call: VolumeCall, projectId: string, rule: string): void {
  if (projectId !== call.project.id && !isAdministrator(call)) throw refusePolicy(rule);
}

/** What the project has of each. */
export function usageOf(call: VolumeCall, projectId: string): Readonly<Record<string, number>> {
  const { volumes: all, snapshots: taken, backups } = call.region.volumes;
  const volumes = [...all.values()].filter((volume) => volume.projectId === projectId);
  const snapshots = [...taken.values()].filter((snapshot) => snapshot.projectId === projectId);
  const saved = [...backups.values()].filter((backup) => backup.projectId === projectId);
  const sum = (rows: readonly { readonly sizeGiB: number }[]): number => rows.reduce((total, { sizeGiB }) => total + sizeGiB, 0);
  return {
    volumes: volumes.length,
    gigabytes: sum(volumes) + sum(snapshots),
    snapshots: snapshots.length,
    backups: saved.length,
    backup_gigabytes: sum(saved),
  };
}

/** With those of each type: nobody sets a limit to them here. */
function shown(call: VolumeCall, quotas: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  if (call.v1) return quotas;
  const rows = call.region.volumes.types.flatMap(({ name }) => ['volumes', 'gigabytes', 'snapshots'].map((what) => [`${what}_${name}`, -1] as const));
  return { ...quotas, ...Object.fromEntries(rows) };
}

/** How much of a type: `volumes_NAME` and so on. */
function usageOfTypes(call: VolumeCall, projectId: string): Readonly<Record<string, number>> {
  const state = call.region.volumes;
  const volumes = [...state.volumes.values()].filter((volume) => volume.projectId === projectId);
  const rows = state.types.flatMap(({ name }) => {
    const ofType = volumes.filter((volume) => volume.type.name === name);
    return [
      [`volumes_${name}`, ofType.length],
      [`gigabytes_${name}`, ofType.reduce((total, { sizeGiB }) => total + sizeGiB, 0)],
    ] as const;
  });
  return Object.fromEntries(rows);
}

export function addQuotaRoutes(routes: Routes<VolumeCall, Answer | Promise<Answer>>): void {
  routes
    .on('GET os-quota-sets/{project}', (call, projectId) => {
      requireOwn(call, projectId, 'volume_extension:quotas:show');
      const quotas = shown(call, call.region.volumes.quotas.of(projectId));
      if (call.request.queryValue('usage')?.toLowerCase() !== 'true') return json(200, { quota_set: { id: projectId, ...quotas } });
      const used: Readonly<Record<string, number>> = { ...usageOf(call, projectId), ...usageOfTypes(call, projectId) };
      const rows: [string, JsonObject][] = Object.entries(quotas).map(([name, limit]) => [name, { limit, in_use: used[name] ?? 0, reserved: 0 }]);
      return json(200, { quota_set: { id: projectId, ...Object.fromEntries(rows) } });
    })
    .on('GET os-quota-sets/{project}/defaults', (call, projectId) => {
      requireOwn(call, projectId, 'volume_extension:quotas:show');
      return json(200, { quota_set: { id: projectId, ...shown(call, call.region.volumes.quotas.defaults) } });
    })
    .on('PUT os-quota-sets/{project}', async (call, projectId) => {
      const given = objectAt(await readBody(call), 'quota_set') ?? {};
      if (!isAdministrator(call)) throw refusePolicy('volume_extension:quotas:update');
      const { quotas } = call.region.volumes;
      const strange = Object.keys(given).filter((name) => !(name in quotas.defaults) && !['id', 'tenant_id', 'skip_validation'].includes(name));
      if (strange.length > 0) throw novaFault(400, `Bad key(s) in quota set: ${strange.join(', ')}`);
      quotas.change(projectId, given);
      return json(200, { quota_set: quotas.of(projectId) });
    })
    .on('DELETE os-quota-sets/{project}', (call, projectId) => {
      if (!isAdministrator(call)) throw refusePolicy('volume_extension:quotas:delete');
      call.region.volumes.quotas.reset(projectId);
      return empty(200);
    });
}
