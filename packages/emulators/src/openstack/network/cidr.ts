export const prefixLength = (cidr: string): number => Number(cidr.split('/')[1]);

/** Valid `address/length` with no host bits set, as Neutron requires: `10.0.0.0/24`, not `10.0.0.1/24`. */
export function isCidr(cidr: string, version: 4 | 6): boolean {
  const [address = '', length = ''] = cidr.split('/');
  if (!/^\d{1,3}$/.test(length)) return false;
  if (version === 6) return Number(length) <= 128 && /^[0-9a-f:]+$/i.test(address) && address.includes(':');
  const value = ipv4Value(address);
  return value !== undefined && Number(length) <= 32 && value % 2 ** (32 - Number(length)) === 0;
}

export function ipv4Value(address: string): number | undefined {
  const parts = address.split('.');
  if (parts.length !== 4 || parts.some((part) => !/^\d{1,3}$/.test(part) || Number(part) > 255)) return undefined;
  return parts.reduce((value, part) => value * 256 + Number(part), 0);
}

const ipv4Text = (value: number): string => [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join('.');

/** The n-th address of a network: `hostAddress('10.0.0.0/24', 5)` is `10.0.0.5`. */
export function hostAddress(cidr: string, host: number): string {
  const [address = ''] = cidr.split('/');
  const base = ipv4Value(address);
  return base === undefined ? `${address.replace(/::$/, '')}::${host.toString(16)}` : ipv4Text(base + host);
}

export function contains(cidr: string, address: string): boolean {
  const [network = '', length = '32'] = cidr.split('/');
  const base = ipv4Value(network);
  const value = ipv4Value(address);
  if (base === undefined || value === undefined) return network.includes(':') && address.startsWith(network.replace(/::$/, ''));
  const size = 2 ** (32 - Number(length));
  return value >= base && value < base + size;
}

/** Two IPv4 networks share an address. */
export const overlaps = (a: string, b: string): boolean => contains(a, b.split('/')[0] ?? '') || contains(b, a.split('/')[0] ?? '');

/** Addresses that hosts may have. */
export const hostCount = (cidr: string): number => {
  const bits = (cidr.includes(':') ? 128 : 32) - prefixLength(cidr);
  return Math.min(2 ** bits, Number.MAX_SAFE_INTEGER) - 3;
};
