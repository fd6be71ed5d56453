import { type XmlNode, type XmlValue, xmlText } from '@portolan/core/driver';

/** What EC2 sends, with its lists as lists: `<tagSet><item/><item/></tagSet>` is `tagSet: [{…}, {…}]`. */
export type Plain = string | PlainRecord | readonly Plain[];
export interface PlainRecord {
  readonly [name: string]: Plain | undefined;
}

/** Elements of lists: always lists when parsed. */
export const LIST_ITEMS: ReadonlySet<string> = new Set(['item']);

// Lists whose names do not end in Set, or that may be empty.
const LISTS: ReadonlySet<string> = new Set([
  'availability',
  'availabilityZoneInfo',
  'blockDeviceMapping',
  'ephemeralDisk',
  'groups',
  'instanceTypeDetails',
  'ipPermissions',
  'ipPermissionsEgress',
  'ipRanges',
  'ipv6Ranges',
  'prefixListIds',
  'privateIpAddressesSet',
  'productCodes',
  'regionInfo',
  'securityGroupInfo',
]);

/** An answer of EC2 as plain data: strings, records, lists. Text of lists that are empty is gone, so that `tagSet` is a list or absent. */
export function plain(node: XmlNode): PlainRecord {
  const result = Object.create(null) as Record<string, Plain>;
  for (const [name, value] of Object.entries(node)) {
    if (value === undefined || name.startsWith('@')) continue;
    result[name] = isList(name) ? listOf(value) : plainValue(value);
  }
  return result;
}

const isList = (name: string): boolean => name.endsWith('Set') || LISTS.has(name);

function plainValue(value: XmlValue): Plain {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return (value as readonly (string | XmlNode)[]).map(plainValue);
  const record = value as XmlNode;
  // An element with an attribute and text, and nothing else, is its text.
  const names = Object.keys(record).filter((name) => !name.startsWith('@'));
  if (names.length === 0) return '';
  if (names.length === 1 && names[0] === '#text') return xmlText({ value: record }, 'value') ?? '';
  return plain(record);
}

function listOf(value: XmlValue): readonly Plain[] {
  if (typeof value === 'string' || Array.isArray(value)) return [];
  const { item } = value as XmlNode;
  if (item === undefined) return [];
  return (Array.isArray(item) ? (item as readonly (string | XmlNode)[]) : [item as string | XmlNode]).map(plainValue);
}
