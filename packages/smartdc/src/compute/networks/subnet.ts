import { isIPv4 } from 'node:net';

export interface Subnet {
  /** The first address that a machine could have: the router's. */
  readonly gateway: string;
  /** What is left for machines. */
  readonly first: string;
  readonly last: string;
}

/** How an IPv4 range is given out: network and broadcast to nobody, the first address to the router. Undefined: no such range, or none with room. */
export function planSubnet(cidr: string): Subnet | undefined {
  const [address = '', length = ''] = cidr.split('/');
  const bits = Number(length);
  if (!isIPv4(address) || !/^\d{1,2}$/.test(length) || bits < 8 || bits > 29) return undefined;
  const start = address.split('.').reduce((number, part) => number * 256 + Number(part), 0);
  const size = 2 ** (32 - bits);
  // 10.1.0.7/24 is no range: which one is meant would be a guess.
  if (start % size !== 0) return undefined;
  return { gateway: dotted(start + 1), first: dotted(start + 2), last: dotted(start + size - 2) };
}

const dotted = (number: number): string => [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join('.');
