import { rackspaceDialect } from '../dialect.ts';
import { OpenstackNative } from '../native.ts';
import { type Script, type ScriptedCloud, scriptedCloud, settingsOf } from './scripted-cloud.ts';

export interface RackspaceTestCloud extends ScriptedCloud {
  readonly native: OpenstackNative;
  /** `PUT /loadbalancers/71 {"loadBalancer":…}`: what was sent, behind the service's address. */
  readonly sent: () => readonly string[];
}

const addresses = {
  'object-store': 'https://files.test/v1/MossoCloudFS_aa-bb',
  'rax:object-cdn': 'https://cdn.test/v1/MossoCloudFS_aa-bb',
  'rax:load-balancer': 'https://lb.test/v1.0/100200',
  'rax:dns': 'https://dns.test/v1.0/100200',
  'rax:monitor': 'https://monitoring.test/v1.0/100200',
  'rax:autoscale': 'https://autoscale.test/v1.0/100200',
  'rax:cdn': 'https://poppy.test/v1.0/100200',
  database: 'https://databases.test/v1.0/100200',
  message: 'https://queues.test/v1/100200',
  compute: 'https://servers.test/v2/100200',
};

/** Rackspace's services over answers from a function. */
export function rackspaceCloud(script: Script): RackspaceTestCloud {
  const cloud = scriptedCloud(script, settingsOf({ dialect: rackspaceDialect, endpointOverrides: addresses }));
  const roots = Object.values(addresses);
  const behind = (url: string): string => url.slice((roots.find((root) => url.startsWith(root)) ?? '').length);
  return {
    ...cloud,
    native: new OpenstackNative(cloud.client),
    sent: () => cloud.seen.map(({ method, url, body }) => `${method} ${behind(url)}${body === '' ? '' : ` ${body}`}`),
  };
}
