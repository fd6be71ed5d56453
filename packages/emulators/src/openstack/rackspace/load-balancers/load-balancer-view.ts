import { isoSeconds } from '../../timestamps.ts';
import type { JsonObject } from '../../values.ts';
import type { AccessItem, LoadBalancer, MetadataItem, Node, VirtualIp } from './load-balancer-state.ts';

const WEIGHTED = /^WEIGHTED_/;

export const nodeBody = (balancer: LoadBalancer, node: Node): JsonObject => ({
  id: node.id,
  address: node.address,
  port: node.port,
  condition: node.condition,
  status: 'ONLINE',
  type: node.type,
  // Weights exist for the algorithms that ask for them.
  weight: node.weight ?? (WEIGHTED.test(balancer.algorithm) ? 1 : undefined),
  metadata: node.metadata.length === 0 ? undefined : node.metadata.map(metadataBody),
});

export const metadataBody = ({ id, key, value }: MetadataItem): JsonObject => ({ id, key, value });

export const virtualIpBody = ({ id, address, type, ipVersion }: VirtualIp): JsonObject => ({ address, id, type, ipVersion });

export const accessBody = ({ id, address, type }: AccessItem): JsonObject => ({ address, id, type });

/** A row of the list: how many nodes, not which. */
export const rowBody = (balancer: LoadBalancer): JsonObject => ({
  id: balancer.id,
  name: balancer.name,
  port: balancer.port,
  protocol: balancer.protocol,
  algorithm: balancer.algorithm,
  status: balancer.status,
  timeout: balancer.timeout,
  nodeCount: balancer.nodes.length,
  virtualIps: balancer.virtualIps.map(virtualIpBody),
  created: { time: isoSeconds(balancer.createdAt) },
  updated: { time: isoSeconds(balancer.updatedAt) },
});

export const balancerBody = (balancer: LoadBalancer): JsonObject => ({
  id: balancer.id,
  name: balancer.name,
  port: balancer.port,
  protocol: balancer.protocol,
  algorithm: balancer.algorithm,
  status: balancer.status,
  timeout: balancer.timeout,
  halfClosed: balancer.halfClosed,
  httpsRedirect: balancer.httpsRedirect,
  cluster: { name: 'ztm-n01.emulated.test' },
  connectionLogging: { enabled: balancer.connectionLogging },
  contentCaching: { enabled: balancer.contentCaching },
  nodes: balancer.nodes.map((node) => nodeBody(balancer, node)),
  virtualIps: balancer.virtualIps.map(virtualIpBody),
  sessionPersistence: balancer.sessionPersistence === undefined ? undefined : { persistenceType: balancer.sessionPersistence },
  connectionThrottle: balancer.connectionThrottle,
  healthMonitor: balancer.healthMonitor,
  accessList: balancer.accessList.length === 0 ? undefined : balancer.accessList.map(accessBody),
  metadata: balancer.metadata.length === 0 ? undefined : balancer.metadata.map(metadataBody),
  sslTermination: balancer.ssl?.shown,
  sourceAddresses: { ipv6Public: '2001:db8:fe:1::9/64', ipv4Servicenet: '10.183.250.137', ipv4Public: '198.51.100.137' },
  created: { time: isoSeconds(balancer.createdAt) },
  updated: { time: isoSeconds(balancer.updatedAt) },
});
