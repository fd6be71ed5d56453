import { notFound } from './api-error.ts';
import { type Answer, type Call, ok } from './call.ts';
import type { Package } from './catalog.ts';
import { loadPackage } from './lookup.ts';
import { text } from './params.ts';

const FIELDS: Readonly<Record<string, (size: Package) => string | undefined>> = {
  name: (size) => size.name,
  memory: (size) => String(size.memoryMiB),
  disk: (size) => String(size.diskMiB),
  swap: (size) => String(size.swapMiB),
  lwps: (size) => String(size.lwps),
  vcpus: (size) => String(size.vcpus),
  version: (size) => size.version,
  group: (size) => size.group,
  brand: (size) => size.brand,
  flexible_disk: (size) => (size.flexibleDisk === undefined ? undefined : String(size.flexibleDisk)),
};

/** All active ones; filters are joined by "and", and `*` in them stands for anything. */
export function listPackages(call: Call): Answer {
  const tests = Object.entries(FIELDS).flatMap(([name, read]) => {
    const wanted = text(call.params, name);
    return wanted ? [(size: Package): boolean => glob(wanted).test(read(size) ?? '')] : [];
  });
  return ok(call.cloud.packages.filter((size) => size.active && tests.every((test) => test(size))).map(packageView));
}

const glob = (pattern: string): RegExp =>
  new RegExp(
    `^${pattern
      .split('*')
      .map((part) => part.replace(/[\\^$.|?+()[\]{}]/g, '\\$&'))
      .join('.*')}$`,
  );

export function getPackage(call: Call): Answer {
  const wanted = text(call.params, 'package') ?? '';
  const size = loadPackage(call, wanted);
  if (size === undefined) throw notFound(`${wanted} not found`);
  return ok(packageView(size));
}

/** `default` was the text "true" in 6.5 days; a boolean now. */
const packageView = (size: Package): Record<string, unknown> => ({
  ...(size.brand === undefined ? {} : { brand: size.brand }),
  default: false,
  ...(size.description === undefined ? {} : { description: size.description }),
  disk: size.diskMiB,
  ...(size.group === undefined ? {} : { group: size.group }),
  id: size.id,
  lwps: size.lwps,
  memory: size.memoryMiB,
  name: size.name,
  swap: size.swapMiB,
  vcpus: size.vcpus,
  version: size.version,
  ...(size.brand === 'bhyve' && size.flexibleDisk !== undefined ? { flexible_disk: size.flexibleDisk } : {}),
  ...(size.brand === 'bhyve' && size.disks !== undefined ? { disks: size.disks } : {}),
});
