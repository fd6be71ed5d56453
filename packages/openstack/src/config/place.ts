import {
  type ConfigContext,
  type ConfigFields,
  type ConnectionConfig,
  connectionFields,
  readTokenStore,
  type Secret,
  type SettingsOf,
  TOKEN_STORE_DOC,
  type TokenStore,
} from '@portolan/core/driver';
import { officialType, serviceTypes } from '../auth/service-types.ts';
import type { EndpointInterface, OpenstackSettings } from '../settings.ts';
import type { Problems } from './problems.ts';

/** Fields of both presets: where to work, and how. */
export interface PlaceConfig {
  readonly region?: string | undefined;
  readonly interface?: EndpointInterface | undefined;
  /** Other interfaces for some services: `{ 'object-store': 'internal' }`. */
  readonly interfaces?: Readonly<Record<string, string>> | undefined;
  /** Names of services where the catalog has several of one type: `{ compute: 'nova-legacy' }`. */
  readonly serviceNames?: Readonly<Record<string, string>> | undefined;
  /** Service type to address: `{ 'object-store': 'https://swift.example.com/v1/AUTH_x' }`. */
  readonly endpointOverrides?: Readonly<Record<string, string>> | undefined;
  /** Microversions of native calls that name none: `{ compute: '2.79' }`. */
  readonly microversions?: Readonly<Record<string, string>> | undefined;
  /** Networks (ids) of new servers when a create names none. */
  readonly networks?: readonly string[] | undefined;
  readonly tempUrlKey?: string | Secret | undefined;
  /** Stands before ours. */
  readonly userAgent?: string | undefined;
  /** `memory`, `file`, `file:FOLDER`, or any object with `get`, `set` and `delete`, such as a Keyv. */
  readonly tokenStore?: string | TokenStore | undefined;
}

const INTERFACES = ['public', 'internal', 'admin', 'publicURL', 'internalURL', 'adminURL'];
const VERSIONED = ['compute', 'block-storage'];

export const placeFields: ConfigFields<PlaceConfig> = {
  region: {
    kind: 'string',
    doc: 'Region of the catalog; names are case-sensitive. Default: the account’s, or the only one.',
    env: ['OS_REGION_NAME'],
    example: 'RegionOne',
  },
  interface: { kind: 'choice', choices: INTERFACES, doc: 'Which addresses of the catalog to use. Default public.', env: ['OS_INTERFACE', 'OS_ENDPOINT_TYPE'] },
  interfaces: { kind: 'map', doc: 'Other interfaces for some services, by service type.', example: '{ object-store: internal }' },
  serviceNames: { kind: 'map', doc: 'Names of services, by service type, where the catalog has several of one type.', example: '{ compute: nova }' },
  endpointOverrides: { kind: 'map', doc: 'Addresses to use instead of the catalog’s, by service type (compute, image, network, block-storage, object-store).' },
  microversions: {
    kind: 'map',
    doc: 'Microversions of native calls that name none, by service type (compute, block-storage).',
    example: '{ compute: "2.79" }',
  },
  networks: { kind: 'strings', doc: 'Networks (ids) of new servers when a create names none.' },
  tempUrlKey: { kind: 'secret', doc: 'Key of temporary URLs. Default: the account’s; one is made when it has none.' },
  userAgent: { kind: 'string', doc: 'What the User-Agent of every request begins with.', example: 'acme-backup/2.1' },
  tokenStore: { kind: 'any', doc: TOKEN_STORE_DOC },
};

type Fields = SettingsOf<PlaceConfig>;
type Place = Pick<
  OpenstackSettings,
  'region' | 'interface' | 'interfaces' | 'serviceNames' | 'endpointOverrides' | 'microversions' | 'networks' | 'tempUrlKey' | 'userAgent' | 'tokenStore'
>;

export function placeOf(fields: Fields, context: ConfigContext, problems: Problems): Place {
  const { region, networks, tempUrlKey, userAgent } = fields;
  if (userAgent !== undefined && !/^[\x20-\x7e]+$/.test(userAgent)) problems.add('field "userAgent": expected printable ASCII');
  return {
    region,
    networks,
    tempUrlKey,
    userAgent,
    interface: interfaceOf(fields.interface ?? 'public'),
    interfaces: byService(
      fields.interfaces,
      'interfaces',
      problems,
      (text) => (INTERFACES.includes(text) ? interfaceOf(text) : undefined),
      'public, internal or admin',
    ),
    serviceNames: byService(fields.serviceNames, 'serviceNames', problems, (text) => text || undefined, 'the name of a service'),
    endpointOverrides: byService(fields.endpointOverrides, 'endpointOverrides', problems, addressOf, 'an address, e.g. https://swift.example.com/v1/AUTH_x'),
    microversions: byService(
      fields.microversions,
      'microversions',
      problems,
      (text, type) => (VERSIONED.includes(type) && /^\d+\.\d+$/.test(text) ? text : undefined),
      'a version such as 2.79, of compute or block-storage',
    ),
    tokenStore: problems.collect(() => readTokenStore(fields.tokenStore, context)),
  };
}

const interfaceOf = (text: string): EndpointInterface => text.replace(/URL$/, '') as EndpointInterface;

const addressOf = (text: string): string | undefined => (/^https?:\/\/[^/?#@\s]+(\/[^?#\s]*)?$/i.test(text) ? text : undefined);

/** A map by services, under any of the names that people use for them. */
function byService<V>(
  given: Readonly<Record<string, string>> | undefined,
  field: string,
  problems: Problems,
  read: (text: string, type: string) => V | undefined,
  expected: string,
): Readonly<Record<string, V>> {
  const found: Record<string, V> = {};
  for (const [name, text] of Object.entries(given ?? {})) {
    const type = officialType(name);
    const value = type === undefined ? undefined : read(text, type);
    if (type === undefined) problems.add(`field "${field}": unknown service ${JSON.stringify(name)}; known: ${serviceTypes.join(', ')}`);
    else if (value === undefined) problems.add(`field "${field}.${name}": expected ${expected}`);
    else found[type] = value;
  }
  return found;
}

export function connectionOf(fields: SettingsOf<ConnectionConfig>): SettingsOf<ConnectionConfig> {
  return Object.fromEntries(Object.keys(connectionFields).flatMap((name) => (name in fields ? [[name, fields[name as keyof ConnectionConfig]]] : [])));
}
