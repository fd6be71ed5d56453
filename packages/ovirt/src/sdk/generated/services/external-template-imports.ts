// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ExternalTemplateImport } from '../types/virtualization.ts';

export interface ExternalTemplateImportsAddParameters {
  readonly import: ExternalTemplateImport;
}

/** Since 4.4.7. */
export interface ExternalTemplateImportsService extends Service {
  /** Since 4.4.7. */
  add(parameters: ExternalTemplateImportsAddParameters, options?: SdkCallOptions): Promise<ExternalTemplateImport>;
}

export const methods: MethodTable = {
  add: { kind: 'add', takes: 'import:ExternalTemplateImport', document: 'import', gives: 'import:ExternalTemplateImport' },
};
