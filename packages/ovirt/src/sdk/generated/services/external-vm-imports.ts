// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ExternalVmImport } from '../types/virtualization.ts';

export interface ExternalVmImportsAddParameters {
  readonly import: ExternalVmImport;
}

/** Since 4.0.4. */
export interface ExternalVmImportsService extends Service {
  /** Since 4.0. */
  add(parameters: ExternalVmImportsAddParameters, options?: SdkCallOptions): Promise<ExternalVmImport>;
}

export const methods: MethodTable = {
  add: { kind: 'add', takes: 'import:ExternalVmImport', document: 'import', gives: 'import:ExternalVmImport' },
};
