import { isIP } from 'node:net';

/**
 * The targets of a rule that are this range. Older rules know no `/0` (sdc-fwrule lib/validators.js validateIPv4subnet()), and `any` would be both
 * families at once: so it is told as its two halves.
 * Undefined: no range that rules can tell (`fe80::1%eth0/64`).
 */
export function targetsOf(cidr: string): readonly string[] | undefined {
  const range = rangeOf(cidr);
  if (range === undefined) return undefined;
  const { bytes, bits } = range;
  if (bits === bytes.length * 8) return [`ip ${addressOf(bytes)}`];
  if (bits > 0) return [`subnet ${addressOf(bytes)}/${bits}`];
  return [0, 0x80].map((first) => `subnet ${addressOf([first, ...bytes.slice(1)])}/1`);
}

/** The range that these targets are, when they are one. */
export function rangeOfTargets(targets: readonly string[]): string | undefined {
  const ranges = targets.map((target) => {
    const [, kind = '', address = '', bits] = /^(ip|subnet)\s+([^\s/]+)(?:\s*\/\s*(\d+))?$/i.exec(target) ?? [];
    if (kind === '' || (kind.toLowerCase() === 'subnet') !== (bits !== undefined)) return undefined;
    return canonicalRange(`${address}/${bits ?? (isIP(address) === 4 ? 32 : 128)}`);
  });
  if (ranges.length === 1) return ranges[0];
  return WHOLE.find((whole) => {
    const halves = targetsOf(whole)?.map((target) => target.replace('subnet ', '')) ?? [];
    return ranges.length === halves.length && halves.every((half) => ranges.includes(half));
  });
}

const WHOLE = ['0.0.0.0/0', '::/0'] as const;

/** `10.0.0.0/8` of `10.1.2.3/8`, `2001:db8::/32` of `2001:0DB8:0::/32`. */
export function canonicalRange(cidr: string): string | undefined {
  const range = rangeOf(cidr);
  return range === undefined ? undefined : `${addressOf(range.bytes)}/${range.bits}`;
}

interface Range {
  /** Of the first address: 4 or 16. */
  readonly bytes: readonly number[];
  readonly bits: number;
}

function rangeOf(cidr: string): Range | undefined {
  const [address = '', length = ''] = cidr.split('/');
  const bytes = bytesOf(address);
  const bits = Number(length);
  if (bytes === undefined || !/^\d+$/.test(length) || bits > bytes.length * 8) return undefined;
  return { bytes: bytes.map((byte, index) => byte & maskByte(bits - index * 8)), bits };
}

const maskByte = (bits: number): number => (bits >= 8 ? 0xff : bits <= 0 ? 0 : (0xff << (8 - bits)) & 0xff);

function bytesOf(address: string): readonly number[] | undefined {
  if (isIP(address) === 4) return address.split('.').map(Number);
  const short = shortened(address);
  if (short === undefined) return undefined;
  const [head = [], tail = []] = short.split('::').map((side) => side.split(':').filter((group) => group !== ''));
  const groups = [...head, ...Array<string>(8 - head.length - tail.length).fill('0'), ...tail];
  return groups.map((group) => Number.parseInt(group, 16)).flatMap((group) => [group >> 8, group & 0xff]);
}

function addressOf(bytes: readonly number[]): string {
  if (bytes.length === 4) return bytes.join('.');
  const groups = Array.from({ length: 8 }, (_, index) => (((bytes[2 * index] ?? 0) << 8) | (bytes[2 * index + 1] ?? 0)).toString(16));
  return shortened(groups.join(':')) ?? '';
}

/** As addresses in URLs are written: shortest, in lower case, without dots. */
function shortened(address: string): string | undefined {
  if (isIP(address) !== 6 || address.includes('%')) return undefined;
  return new URL(`http://[${address}]/`).hostname.slice(1, -1);
}
