import type { GlanceImage, UpdateImageFields } from './wire.ts';

/** A step of a JSON patch, as Glance takes it. */
export interface PatchStep {
  readonly op: 'add' | 'replace' | 'remove';
  readonly path: string;
  readonly value?: unknown;
}

export const PATCH_TYPE = 'application/openstack-images-v2.1-json-patch';

const pointer = (name: string): string => `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;

/**
 * What leads from an image to what is wanted of it. Glance refuses to replace what is not there (409), and to take it away:
 * the image is looked at first. `add` sets what is there too.
 */
export function patchOf(image: GlanceImage, fields: UpdateImageFields): readonly PatchStep[] {
  const { properties = {}, ...system } = fields;
  const steps: PatchStep[] = [];
  for (const [name, value] of Object.entries(system)) {
    if (value !== undefined) steps.push({ op: 'replace', path: pointer(name), value });
  }
  for (const [name, value] of Object.entries(properties)) {
    const there = Object.hasOwn(image, name);
    if (value !== null) steps.push({ op: there ? 'replace' : 'add', path: pointer(name), value });
    else if (there) steps.push({ op: 'remove', path: pointer(name) });
  }
  return steps;
}
