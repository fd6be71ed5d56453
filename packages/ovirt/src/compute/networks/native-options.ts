import { type OptionKind, readOptions } from '../../native-options.ts';

/** `networks.create({ native })` on this provider. */
export interface OvirtNetworkOptions {
  readonly description?: string | undefined;
  /** Tag of the VLAN. Untagged when absent. */
  readonly vlan?: number | undefined;
  /** Default: 1500. */
  readonly mtu?: number | undefined;
}

const KNOWN: Readonly<Record<keyof OvirtNetworkOptions, OptionKind>> = { description: 'string', vlan: 'positive', mtu: 'positive' };

export const readNetworkOptions = (native: unknown): OvirtNetworkOptions => readOptions<OvirtNetworkOptions>(native, KNOWN);
