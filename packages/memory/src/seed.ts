import type { Location, Network, Size } from '@portolan/core';
import type { StoredImage } from './store.ts';

const byId = <T extends { readonly id: string }>(items: readonly T[]): Map<string, T> => new Map(items.map((item) => [item.id, item]));

export const HOME = 'ram-1';

export const seedLocations = (): Map<string, Location> =>
  byId<Location>([
    { id: HOME, name: HOME, kind: 'region', current: true, raw: undefined },
    { id: 'ram-1a', name: 'ram-1a', kind: 'zone', parentId: HOME, current: true, raw: undefined },
    { id: 'ram-1b', name: 'ram-1b', kind: 'zone', parentId: HOME, current: true, raw: undefined },
  ]);

export const seedSizes = (): Map<string, Size> =>
  byId<Size>(
    [512, 1024, 2048, 4096, 8192, 16_384].map((memoryMiB, index) => ({
      id: `size-${index + 1}`,
      name: `m${memoryMiB}`,
      memoryMiB,
      cpus: Math.max(1, memoryMiB / 2048),
      diskMiB: memoryMiB * 10,
      raw: undefined,
    })),
  );

export const seedImages = (): Map<string, StoredImage> =>
  byId<StoredImage>(
    [
      ['debian-11', '2021-08-14'],
      ['debian-12', '2023-06-10'],
      ['ubuntu-20.04', '2020-04-23'],
      ['ubuntu-22.04', '2022-04-21'],
      ['ubuntu-22.04', '2024-09-12'],
    ].map(([name = '', date = ''], index) => ({
      id: `image-${index + 1}`,
      name,
      state: { now: 'available' },
      createdAt: new Date(`${date}T00:00:00Z`),
      minDiskMiB: 2048,
      os: 'linux',
    })),
  );

export const seedNetworks = (): Map<string, Network> =>
  byId<Network>([
    { id: 'net-public', name: 'public', public: true, cidrs: ['203.0.113.0/24'], raw: undefined },
    { id: 'net-private', name: 'private', public: false, cidrs: ['10.0.0.0/16'], raw: undefined },
  ]);
