/** Addresses as numbers, for handing them out in order. */
export function parseIpv4(text: string): number | undefined {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text)?.slice(1).map(Number);
  if (parts === undefined || parts.some((part) => part > 255)) return undefined;
  return parts.reduce((sum, part) => sum * 256 + part, 0);
}

export const formatIpv4 = (address: number): string => [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join('.');

export interface Subnet {
  readonly first: number;
  readonly last: number;
  readonly netmask: string;
}

/** `10.0.0.0/24`; undefined unless it names a network of at least four addresses by its first one. */
export function parseSubnet(text: string): Subnet | undefined {
  const [address = '', length = ''] = text.split('/');
  const first = parseIpv4(address);
  const bits = /^\d{1,2}$/.test(length) ? Number(length) : Number.NaN;
  if (first === undefined || !(bits >= 8 && bits <= 30)) return undefined;
  const size = 2 ** (32 - bits);
  if (first % size !== 0) return undefined;
  return { first, last: first + size - 1, netmask: formatIpv4(2 ** 32 - size) };
}
