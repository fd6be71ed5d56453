import type { Image, Server, Size, Volume } from '../compute/compute-types.ts';

export const aServer = (id: string, changed: Partial<Server> = {}): Server => ({
  id,
  name: `name of ${id}`,
  state: 'running',
  nativeState: 'ACTIVE',
  publicAddresses: [],
  privateAddresses: [],
  tags: {},
  metadata: {},
  raw: undefined,
  ...changed,
});

export const aVolume = (id: string, changed: Partial<Volume> = {}): Volume => ({
  id,
  name: `name of ${id}`,
  state: 'available',
  nativeState: 'available',
  sizeMiB: 1024,
  attachments: [],
  raw: undefined,
  ...changed,
});

export const anImage = (id: string, changed: Partial<Image> = {}): Image => ({
  id,
  name: `name of ${id}`,
  state: 'available',
  nativeState: 'active',
  raw: undefined,
  ...changed,
});

export const aSize = (id: string, memoryMiB: number, cpus?: number, diskMiB?: number): Size => ({ id, name: id, memoryMiB, cpus, diskMiB, raw: undefined });
