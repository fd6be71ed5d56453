// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { Certificate } from '../types/infrastructure.ts';
import type { ExternalProviderCertificateService } from './external-provider-certificate.ts';

export interface ExternalProviderCertificatesListParameters {
  readonly max?: number | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface ExternalProviderCertificatesService extends Service {
  certificateService(id: string): ExternalProviderCertificateService;
  list(parameters?: ExternalProviderCertificatesListParameters, options?: SdkCallOptions): Promise<ListOf<Certificate>>;
}

export const methods: MethodTable = {
  list: { kind: 'list', takes: 'max:integer follow', gives: 'certificates:Certificate[]' },
};
