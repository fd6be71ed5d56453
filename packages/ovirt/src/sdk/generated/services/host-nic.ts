// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions } from '../../runtime/service.ts';
import type { HostNic, HostNicVirtualFunctionsConfiguration } from '../types/network.ts';
import type { LinkLayerDiscoveryProtocolService } from './link-layer-discovery-protocol.ts';
import type { MeasurableService } from './measurable.ts';
import type { NetworkAttachmentsService } from './network-attachments.ts';
import type { NetworkLabelsService } from './network-labels.ts';
import type { VirtualFunctionAllowedNetworksService } from './virtual-function-allowed-networks.ts';

export interface HostNicGetParameters {
  readonly allContent?: boolean | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface HostNicUpdateVirtualFunctionsConfigurationParameters {
  readonly virtualFunctionsConfiguration?: HostNicVirtualFunctionsConfiguration | undefined;
  readonly async?: boolean | undefined;
}

export interface HostNicService extends MeasurableService {
  networkLabelsService(): NetworkLabelsService;
  networkAttachmentsService(): NetworkAttachmentsService;
  virtualFunctionAllowedLabelsService(): NetworkLabelsService;
  virtualFunctionAllowedNetworksService(): VirtualFunctionAllowedNetworksService;
  /** Since 4.1.6. */
  linkLayerDiscoveryProtocolElementsService(): LinkLayerDiscoveryProtocolService;
  get(parameters?: HostNicGetParameters, options?: SdkCallOptions): Promise<HostNic>;
  updateVirtualFunctionsConfiguration(parameters?: HostNicUpdateVirtualFunctionsConfigurationParameters, options?: SdkCallOptions): Promise<void>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'allContent:boolean follow', gives: 'nic:HostNic' },
  updateVirtualFunctionsConfiguration: { kind: 'action', takes: 'virtualFunctionsConfiguration:HostNicVirtualFunctionsConfiguration async:boolean' },
};
