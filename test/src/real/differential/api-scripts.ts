import type { Script } from './api-scripts/asks.ts';
import { cinderScript } from './api-scripts/cinder.ts';
import { glanceScript } from './api-scripts/glance.ts';
import { keystoneScript } from './api-scripts/keystone.ts';
import { neutronScript } from './api-scripts/neutron.ts';
import { novaScript } from './api-scripts/nova.ts';

/** The same on both sides; names are the run's own. */
export const API_SCRIPTS: Readonly<Record<string, (name: string) => Script>> = {
  Nova: novaScript,
  Neutron: neutronScript,
  Cinder: cinderScript,
  Glance: glanceScript,
  Keystone: keystoneScript,
};
