import type { CallOptions } from './call-options.ts';
import type { AnyCloud } from './cloud.ts';
import { isCloudError } from './errors/cloud-error.ts';
import { askedFor, type PortabilityFinding, supportedByBoth } from './portability.ts';
import { mapConcurrently } from './waiting/map-concurrently.ts';

export interface LiveOptions extends CallOptions {
  /** The most servers, buckets, and objects of each bucket, that are looked at. Default 1000. */
  readonly sample?: number | undefined;
  /** Only these buckets. Default: all, up to `sample`. */
  readonly buckets?: readonly string[] | undefined;
  /** Only what these groups or operations are about: `servers.resize`, `storage.objects`. Default: all. */
  readonly operations?: readonly string[] | undefined;
}

const SAMPLE = 1_000;
const CONCURRENT_BUCKETS = 8;

/** Reads both accounts and tells what of the one would find no place on the other, and what could not be looked at. Changes nothing. */
export async function livePortability(from: AnyCloud, to: AnyCloud, options: LiveOptions = {}): Promise<readonly PortabilityFinding[]> {
  const { operations, ...live } = options;
  const asked = askedFor(from.capabilities, to.capabilities, operations);
  const both = (group: string): boolean => supportedByBoth(from.capabilities, to.capabilities, group);
  return [
    ...(both('compute.servers') && both('compute.sizes') && (asked('compute.servers') || asked('compute.sizes')) ? await sizesOf(from, to, live) : []),
    ...(both('compute.images') && (asked('compute.servers') || asked('compute.images')) ? await imagesOf(from, to, live) : []),
    ...(both('storage.objects') && (asked('storage.objects') || asked('storage.buckets')) ? await keysOf(from, to, live) : []),
  ];
}

/** So many of a list at most: no page is asked for beyond them. */
async function first<T>(list: AsyncIterable<T>, most: number): Promise<readonly T[]> {
  const found: T[] = [];
  for await (const one of list) if (found.push(one) >= most) break;
  return found;
}

/** For each size that a server of the one has: what the other would give it. */
async function sizesOf(from: AnyCloud, to: AnyCloud, { sample = SAMPLE, ...call }: LiveOptions): Promise<PortabilityFinding[]> {
  const used = new Set((await first(from.compute.servers.list(call), sample)).flatMap(({ sizeId }) => sizeId ?? []));
  const findings: PortabilityFinding[] = [];
  for await (const size of from.compute.sizes.list(call)) {
    if (!used.delete(size.id)) continue;
    const { memoryMiB, cpus, diskMiB } = size;
    const { chosen } = await to.compute.sizes.explain({ memoryMiB, cpus, diskMiB }, call);
    const wanted = `${memoryMiB} MiB${cpus === undefined ? '' : `, ${cpus} CPUs`}${diskMiB === undefined ? '' : `, ${diskMiB} MiB of disk`}`;
    findings.push({
      verdict: chosen === undefined ? 'lost' : 'same',
      what: `size ${size.name}`,
      note: chosen === undefined ? `no size has ${wanted}` : `${chosen.name} has ${wanted}`,
    });
  }
  // Servers outlive the sizes that are offered.
  for (const id of used) findings.push({ verdict: 'unknown', what: `size ${id}`, note: 'it is not offered any more: nobody can tell what it has' });
  return findings;
}

/** For each operating system that a server of the one was made from: whether the other has an image of it. */
async function imagesOf(from: AnyCloud, to: AnyCloud, { sample = SAMPLE, ...call }: LiveOptions): Promise<PortabilityFinding[]> {
  const servers = from.compute.servers.supported ? await first(from.compute.servers.list(call), sample) : [];
  const used = new Set(servers.flatMap(({ imageId }) => imageId ?? []));
  const names = new Set<string>();
  const gone: PortabilityFinding[] = [];
  for (const id of used) {
    try {
      names.add((await from.compute.images.get(id, call)).name);
    } catch (error) {
      // Servers outlive what they were made from.
      if (!isCloudError(error, 'not-found')) throw error;
      gone.push({ verdict: 'unknown', what: `image ${id}`, note: 'it is deleted, or not to be seen by this account: nobody can tell what it is' });
    }
  }
  const there: string[] = [];
  if (names.size > 0) for await (const { name, state } of to.compute.images.list(call)) if (state === 'available') there.push(name);
  const found = [...names].map((name): PortabilityFinding => {
    const words = wordsOf(name);
    const alike = there.find((other) => words.every((word) => wordsOf(other).includes(word)));
    return {
      verdict: alike === undefined ? 'lost' : 'same',
      what: `image ${name}`,
      note: alike === undefined ? 'no image is called so' : `${alike} is called alike`,
    };
  });
  return [...found, ...gone];
}

/** `ubuntu-22.04-lts-20260101` → `ubuntu`, `22.04`: system and version tell images of different publishers alike. */
const wordsOf = (name: string): string[] => (name.toLowerCase().match(/[a-z]+|\d+(\.\d+)+|\d+/g) ?? []).slice(0, 2);

/** For each bucket of the one: whether its keys can be keys of the other. */
async function keysOf(from: AnyCloud, to: AnyCloud, { buckets, ...options }: LiveOptions): Promise<PortabilityFinding[]> {
  const { sample = SAMPLE, ...call } = options;
  const limits = to.capabilities.storage?.objects ?? {};
  const listed = buckets ?? (await first(from.storage.buckets.list(call), sample + 1)).map(({ name }) => name);
  const names = buckets ?? listed.slice(0, sample);
  const more: readonly PortabilityFinding[] =
    names.length === listed.length
      ? []
      : [{ verdict: 'unknown', what: 'other buckets', note: `only ${sample} were looked at: name those that matter in \`buckets\`, or raise \`sample\`` }];
  const found = await mapConcurrently(names, CONCURRENT_BUCKETS, async (bucket): Promise<readonly PortabilityFinding[]> => {
    try {
      return [await bucketOf(from, bucket, limits, options)];
    } catch (error) {
      // Deleted since it was listed.
      if (isCloudError(error, 'not-found') && buckets === undefined) return [];
      if (isCloudError(error, 'permission-denied'))
        return [{ verdict: 'unknown', what: `bucket ${bucket}`, note: 'its objects may not be listed by this account' }];
      throw error;
    }
  });
  return [...found.flat(), ...more];
}

async function bucketOf(from: AnyCloud, bucket: string, limits: KeyLimits, { sample = SAMPLE, ...call }: LiveOptions): Promise<PortabilityFinding> {
  let bad: string | undefined;
  let count = 0;
  const seen = new Set<string>();
  for await (const { key, sizeBytes } of from.storage.objects.list(bucket, call)) {
    count += 1;
    bad = problemOf(key, sizeBytes, limits) ?? (limits.keys === 'path' ? clashOf(key, seen) : undefined);
    seen.add(key);
    if (bad !== undefined || count >= sample) break;
  }
  return { verdict: bad === undefined ? 'same' : 'lost', what: `bucket ${bucket}`, note: bad ?? `the ${count} objects that were looked at have a place` };
}

/** Where keys are paths, nothing can be both an object and a folder. Shorter keys come first. */
function clashOf(key: string, seen: ReadonlySet<string>): string | undefined {
  for (let at = key.indexOf('/'); at > 0; at = key.indexOf('/', at + 1)) {
    if (seen.has(key.slice(0, at)))
      return `${JSON.stringify(key.slice(0, at))} is an object and, for ${JSON.stringify(key)}, a folder: it can only be one there`;
  }
  return undefined;
}

interface KeyLimits {
  readonly keys?: 'any' | 'path' | 'name';
  readonly maxKeyBytes?: number;
  readonly maxObjectBytes?: number;
}

function problemOf(key: string, sizeBytes: number, { keys = 'any', maxKeyBytes, maxObjectBytes }: KeyLimits): string | undefined {
  const shown = JSON.stringify(key.length > 60 ? `${key.slice(0, 60)}…` : key);
  if (maxKeyBytes !== undefined && Buffer.byteLength(key) > maxKeyBytes)
    return `the key ${shown} has ${Buffer.byteLength(key)} bytes, and ${maxKeyBytes} are taken`;
  if (keys === 'name' && key.includes('/')) return `the key ${shown} has a /, and keys are single names there`;
  if (keys === 'path' && key.split('/').some((part) => part === '' || part === '.' || part === '..')) return `the key ${shown} is no path`;
  if (maxObjectBytes !== undefined && sizeBytes > maxObjectBytes) return `${shown} has ${sizeBytes} bytes, and ${maxObjectBytes} are taken`;
  return undefined;
}
