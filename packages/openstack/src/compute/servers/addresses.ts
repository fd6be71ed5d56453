import { BlockList, isIP } from 'node:net';
import type { AddressWire, ServerWire } from './wire.ts';

// RFC 1918, 3927, 6598, 4193, 4291: what no router outside carries.
const unreachable = new BlockList();
unreachable.addSubnet('10.0.0.0', 8);
unreachable.addSubnet('172.16.0.0', 12);
unreachable.addSubnet('192.168.0.0', 16);
unreachable.addSubnet('100.64.0.0', 10);
unreachable.addSubnet('169.254.0.0', 16);
unreachable.addSubnet('127.0.0.0', 8);
unreachable.addSubnet('fc00::', 7, 'ipv6');
unreachable.addSubnet('fe80::', 10, 'ipv6');

export interface SplitAddresses {
  readonly publicAddresses: readonly string[];
  readonly privateAddresses: readonly string[];
}

/**
 * Which addresses can be reached from outside. A floating one can, even inside RFC 1918 (private clouds hand such out). Else the range tells:
 * networks are called "public" and "private" by users as they like. `labels`: by the provider, as at Rackspace, and then the label tells.
 */
export function splitAddresses(server: Pick<ServerWire, 'addresses' | 'accessIPv4' | 'accessIPv6'>, labels: boolean): SplitAddresses {
  const publicAddresses = new Set<string>();
  const privateAddresses = new Set<string>();
  for (const [label, rows] of Object.entries(server.addresses ?? {})) {
    for (const row of Array.isArray(rows) ? (rows as readonly AddressWire[]) : []) {
      if (typeof row?.addr !== 'string') continue;
      (isPublic(row, label, labels) ? publicAddresses : privateAddresses).add(row.addr);
    }
  }
  for (const address of [server.accessIPv4, server.accessIPv6])
    if (address !== undefined && address !== '' && !privateAddresses.has(address)) publicAddresses.add(address);
  return { publicAddresses: [...publicAddresses], privateAddresses: [...privateAddresses] };
}

function isPublic(row: AddressWire, label: string, labels: boolean): boolean {
  if (row['OS-EXT-IPS:type'] === 'floating') return true;
  if (labels && label === 'public') return true;
  if (labels && label === 'private') return false;
  const family = isIP(row.addr);
  return family !== 0 && !unreachable.check(row.addr, family === 6 ? 'ipv6' : 'ipv4');
}
