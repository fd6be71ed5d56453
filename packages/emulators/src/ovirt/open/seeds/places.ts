import type { PlainObject } from '../plain-object.ts';
import { type Seeds, stableId } from './seed-context.ts';

/** What stands in data centers, clusters, storage domains, templates and virtual machines at first. */
export const PLACES: Seeds = {
  '/cpuprofiles': ({ state }) =>
    [...state.clusters.values()].map((one) => ({ id: stableId(`cpu profile ${one.id}`), name: one.name, cluster: `/clusters/${one.id}` })),
  '/diskprofiles': ({ state }) =>
    [...state.storageDomains.values()]
      .filter((one) => one.type === 'data')
      .map((one) => ({ id: stableId(`disk profile ${one.id}`), name: one.name, storage_domain: `/storagedomains/${one.id}` })),
  '/datacenters/{}/quotas': ({ ids, path }) => [
    {
      id: stableId(`${path} Default`),
      name: 'Default',
      description: 'Default unlimited quota',
      cluster_hard_limit_pct: 20,
      cluster_soft_limit_pct: 80,
      storage_hard_limit_pct: 20,
      storage_soft_limit_pct: 80,
      data_center: `/datacenters/${ids[0] ?? ''}`,
    },
  ],
  '/storageconnections': ({ state }) =>
    [...state.storageDomains.values()].flatMap((one): PlainObject[] => {
      const id = stableId(`connection ${one.id}`);
      if (one.storage === 'nfs') return [{ id, address: 'nfs.example.com', path: `/exports/${one.name}`, type: 'nfs', nfs_version: 'auto' }];
      if (one.storage === 'iscsi')
        return [{ id, address: '192.0.2.200', port: 3260, portal: '192.0.2.200:3260,1', target: `iqn.2026-01.com.example:${one.name}`, type: 'iscsi' }];
      return [];
    }),
  '/templates/{}/cdroms': ({ path }) => [{ id: stableId(`${path} cdrom`), template: path.replace(/\/cdroms$/, '') }],
  '/templates/{}/graphicsconsoles': ({ path }) => [
    { id: Buffer.from('vnc').toString('hex'), protocol: 'vnc', template: path.replace(/\/graphicsconsoles$/, '') },
  ],
  '/instancetypes/{}/graphicsconsoles': ({ path }) => [
    { id: Buffer.from('vnc').toString('hex'), protocol: 'vnc', instance_type: path.replace(/\/graphicsconsoles$/, '') },
  ],
  '/vms/{}/graphicsconsoles': ({ path }) => [{ id: Buffer.from('vnc').toString('hex'), protocol: 'vnc', vm: path.replace(/\/graphicsconsoles$/, '') }],
};
