import { CloudError, nearest } from '@portolan/core/driver';
import type { NetworkChoiceWire } from './wire.ts';

/** `native` of `servers.create`: what OpenStack takes besides. */
export interface OpenstackServerOptions {
  /** Boot from a volume made from the image, as sizes without a disk of their own need it. It goes with the server unless `keep`. */
  readonly bootVolume?: { readonly sizeGiB: number; readonly keep?: boolean | undefined } | undefined;
  /** Hand boot script and metadata over on a small disk, for clouds without metadata service. */
  readonly configDrive?: boolean | undefined;
  /** Password of root or Administrator, where the image takes it. Default: the cloud makes one. */
  readonly adminPassword?: string | undefined;
  /** Network interfaces in order, instead of `networks`: ports made before, fixed addresses. */
  readonly interfaces?:
    | readonly { readonly networkId?: string | undefined; readonly portId?: string | undefined; readonly fixedAddress?: string | undefined }[]
    | undefined;
  /** Server group to belong to. */
  readonly groupId?: string | undefined;
  /** `AUTO`: the file system grows to the size's disk; `MANUAL`: it stays. */
  readonly diskConfig?: 'AUTO' | 'MANUAL' | undefined;
}

const NAMES = ['bootVolume', 'configDrive', 'adminPassword', 'interfaces', 'groupId', 'diskConfig'] as const;

export function serverOptionsOf(native: unknown): OpenstackServerOptions {
  if (native === undefined) return {};
  if (typeof native !== 'object' || native === null || Array.isArray(native)) throw invalid('native: expected an object of options');
  for (const name of Object.keys(native)) {
    if ((NAMES as readonly string[]).includes(name)) continue;
    const close = nearest(name, NAMES);
    throw invalid(`native.${name}: unknown option${close === undefined ? `; known: ${NAMES.join(', ')}` : `; did you mean "${close}"?`}`);
  }
  const options = native as OpenstackServerOptions;
  const { bootVolume, configDrive, adminPassword, interfaces, groupId, diskConfig } = options;
  if (bootVolume !== undefined && !(Number.isInteger(bootVolume?.sizeGiB) && bootVolume.sizeGiB > 0))
    throw invalid('native.bootVolume: expected { sizeGiB } with a whole number from 1');
  if (configDrive !== undefined && typeof configDrive !== 'boolean') throw invalid('native.configDrive: expected true or false');
  for (const [name, value] of Object.entries({ adminPassword, groupId }))
    if (value !== undefined && (typeof value !== 'string' || value === '')) throw invalid(`native.${name}: expected text`);
  if (diskConfig !== undefined && diskConfig !== 'AUTO' && diskConfig !== 'MANUAL') throw invalid('native.diskConfig: expected AUTO or MANUAL');
  if (interfaces !== undefined && !(Array.isArray(interfaces) && interfaces.every((one) => one?.networkId !== undefined || one?.portId !== undefined)))
    throw invalid('native.interfaces: expected a list of { networkId } or { portId }');
  return options;
}

export const interfacesOf = (interfaces: NonNullable<OpenstackServerOptions['interfaces']>): NetworkChoiceWire[] =>
  interfaces.map(({ networkId, portId, fixedAddress }) => ({
    ...(portId === undefined ? {} : { port: portId }),
    ...(networkId === undefined ? {} : { uuid: networkId }),
    ...(fixedAddress === undefined ? {} : { fixed_ip: fixedAddress }),
  }));

const invalid = (said: string): CloudError => new CloudError('invalid-argument', said, { outcome: 'not-done' });
