// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { Certificate } from '../types/infrastructure.ts';

export interface ExternalProviderCertificateGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface ExternalProviderCertificateService extends Service {
  get(parameters?: ExternalProviderCertificateGetParameters, options?: SdkCallOptions): Promise<Certificate>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'follow', gives: 'certificate:Certificate' },
};
