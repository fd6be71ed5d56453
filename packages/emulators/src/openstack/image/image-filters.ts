import type { ImageCall } from './image-call.ts';
import type { Image } from './image-state.ts';

const PAGING = new Set(['limit', 'marker', 'sort', 'sort_key', 'sort_dir', 'member_status']);

const FIELDS: Readonly<Record<string, (image: Image) => string | null>> = {
  id: (image) => image.id,
  name: (image) => image.name,
  status: (image) => image.status,
  owner: (image) => image.owner,
  disk_format: (image) => image.diskFormat,
  container_format: (image) => image.containerFormat,
  checksum: (image) => image.checksum,
  protected: (image) => String(image.protected),
};

/** `in:a,"b,c"`: commas inside quotes do not part. */
const inList = (value: string): string[] => [...value.slice(3).matchAll(/"((?:[^"\\]|\\.)*)"|([^,]+)/g)].map((match) => match[1] ?? match[2] ?? '');

function matches(image: Image, name: string, value: string): boolean {
  if (name === 'visibility') return value === 'all' || image.visibility === value;
  if (name === 'tag') return image.tags.includes(value);
  if (name === 'os_hidden') return String(image.hidden) === value.toLowerCase();
  if (name === 'size_min') return (image.size ?? 0) >= Number(value);
  if (name === 'size_max') return (image.size ?? 0) <= Number(value);
  const actual = FIELDS[name] === undefined ? (image.properties.get(name) ?? null) : FIELDS[name](image);
  return value.startsWith('in:') ? inList(value).includes(actual ?? '') : actual === value;
}

/** The caller's view of the list: own, public and shared-with images; community ones only when asked; hidden ones only when asked. */
export function filterImages(call: ImageCall, pairs: readonly (readonly [string, string])[]): Image[] {
  const filters = pairs.filter(([name]) => !PAGING.has(name));
  const asked = (name: string): string | undefined => filters.find(([key]) => key === name)?.[1];
  const visible = call.region.images
    .visible(call.project.id)
    .filter(
      (image) => image.visibility !== 'community' || image.owner === call.project.id || asked('visibility') === 'community' || asked('visibility') === 'all',
    )
    .filter((image) => asked('os_hidden') !== undefined || !image.hidden)
    .filter((image) => filters.every(([name, value]) => matches(image, name, value)));
  const sort = pairs.filter(([name]) => name === 'sort').flatMap(([, value]) => value.split(','));
  const key = sort[0]?.split(':')[0] ?? pairs.find(([name]) => name === 'sort_key')?.[1];
  if (key === undefined || FIELDS[key] === undefined) return visible;
  const field = FIELDS[key];
  const direction = sort[0]?.split(':')[1] ?? pairs.find(([name]) => name === 'sort_dir')?.[1] ?? 'desc';
  const sign = direction === 'asc' ? 1 : -1;
  return visible.sort((a, b) => ((field(a) ?? '') < (field(b) ?? '') ? -sign : (field(a) ?? '') > (field(b) ?? '') ? sign : 0));
}
