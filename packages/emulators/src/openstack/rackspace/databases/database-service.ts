import { type Answer, json } from '../../answer.ts';
import { Routes } from '../../routes.ts';
import type { RackspaceCall, RackspaceService } from '../rackspace-service.ts';
import { addBackupRoutes } from './backups.ts';
import { addConfigurationRoutes } from './configurations.ts';
import { fault } from './database-call.ts';
import { addDatabaseRoutes } from './databases.ts';
import { addFlavorRoutes } from './flavors.ts';
import { addInstanceRoutes } from './instances.ts';
import { addUserRoutes } from './users.ts';

const routes = new Routes<RackspaceCall, Answer | Promise<Answer>>();
addInstanceRoutes(routes);
addDatabaseRoutes(routes);
addUserRoutes(routes);
addBackupRoutes(routes);
addConfigurationRoutes(routes);
addFlavorRoutes(routes);
routes.on('GET limits', () => json(200, { limits: [{ verb: 'ABSOLUTE', max_instances: 25, max_volumes: 1024, max_backups: 50 }] }));

/** Rackspace Cloud Databases v1.0, which is Trove's API with some of its own. */
export const databaseService: RackspaceService = {
  version: 'v1.0',
  tenant: 'account',
  routes,
  noRoute: (_call, found) => fault(found === 'method' ? 405 : 404, found === 'method' ? 'Method Not Allowed' : 'The resource could not be found.').answer,
  settle: (region, now) => region.rackspace.databases.settle(now),
};
