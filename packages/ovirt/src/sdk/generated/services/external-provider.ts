// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { Certificate } from '../types/infrastructure.ts';
import type { ExternalProviderCertificatesService } from './external-provider-certificates.ts';

export interface ExternalProviderImportCertificatesParameters {
  readonly certificates?: ListOf<Certificate> | undefined;
}

export interface ExternalProviderTestConnectivityParameters {
  readonly async?: boolean | undefined;
}

export interface ExternalProviderService extends Service {
  certificatesService(): ExternalProviderCertificatesService;
  /** Required: `certificates[].content`. */
  importCertificates(parameters?: ExternalProviderImportCertificatesParameters, options?: SdkCallOptions): Promise<void>;
  testConnectivity(parameters?: ExternalProviderTestConnectivityParameters, options?: SdkCallOptions): Promise<void>;
}

export const methods: MethodTable = {
  importCertificates: { kind: 'action', takes: 'certificates:Certificate[]' },
  testConnectivity: { kind: 'action', takes: 'async:boolean' },
};
