import { notAuthorized } from './api-error.ts';
import { type Answer, type Call, ok } from './call.ts';
import type { Image, Package } from './catalog.ts';
import type { Machine } from './machines/machine.ts';

/** What an account may use, as the provision_limits plugin is configured. */
export interface Limit {
  /** `ram` in MiB, `quota` (disk) in GiB; absent: the number of machines. */
  readonly by?: 'ram' | 'quota' | 'machines';
  /** 0: no limit, -1: nothing at all. */
  readonly value: number;
  /** Counts only machines of this brand, of images of this name or OS. */
  readonly check?: 'brand' | 'image' | 'os';
  readonly brand?: string;
  readonly image?: string;
  readonly os?: string;
}

/** `[]` when the plugin is off. */
export const listLimits = (call: Call): Answer => ok(effective(call).map((limit) => ({ ...limit, used: used(call, limit) })));

const effective = (call: Call): Limit[] => call.cloud.limits.filter((limit) => limit.value !== 0);

function used(call: Call, limit: Limit): number {
  const machines = call.cloud.machines.filter((machine) => machine.ownerId === call.account.id && machine.state !== 'destroyed' && machine.state !== 'failed');
  return machines
    .filter((machine) => {
      const image = call.cloud.images.find(({ id }) => id === machine.imageId);
      return applies(limit, machine.brand, image);
    })
    .reduce((sum, machine) => sum + amount(limit, machine), 0);
}

const applies = (limit: Limit, brand: string, image: Image | undefined): boolean =>
  limit.check === undefined || limit[limit.check] === { brand, image: image?.name, os: image?.os }[limit.check];

function amount(limit: Limit, machine: Pick<Machine, 'memoryMiB' | 'diskMiB'>): number {
  if (limit.by === 'ram') return machine.memoryMiB;
  return limit.by === 'quota' ? machine.diskMiB / 1024 : 1;
}

/** Refuses a new machine, or a bigger package for one that is there. Over the quota is 403, not 409. */
export function checkLimits(call: Call, brand: string, image: Image | undefined, size: Package, resized?: Machine): void {
  const over = effective(call)
    .filter((limit) => applies(limit, brand, image))
    .some((limit) => {
      if (resized !== undefined && limit.by !== 'ram' && limit.by !== 'quota') return false;
      return used(call, limit) + amount(limit, size) - (resized === undefined ? 0 : amount(limit, resized)) > limit.value;
    });
  if (over) throw notAuthorized('Quota exceeded; to have your limits raised please contact Support');
}
