// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { Host } from '../types/infrastructure.ts';
import type { StorageDomain } from '../types/storage.ts';
import type { Template } from '../types/virtualization.ts';
import type { AssignedPermissionsService } from './assigned-permissions.ts';
import type { AssignedTagsService } from './assigned-tags.ts';
import type { TemplateCdromsService } from './template-cdroms.ts';
import type { TemplateDiskAttachmentsService } from './template-disk-attachments.ts';
import type { TemplateGraphicsConsolesService } from './template-graphics-consoles.ts';
import type { TemplateMediatedDevicesService } from './template-mediated-devices.ts';
import type { TemplateNicsService } from './template-nics.ts';
import type { TemplateWatchdogsService } from './template-watchdogs.ts';

export interface TemplateExportParameters {
  readonly exclusive?: boolean | undefined;
  readonly storageDomain?: StorageDomain | undefined;
}

export interface TemplateExportToPathOnHostParameters {
  /** Since 4.2.3. */
  readonly host?: Host | undefined;
  /** Since 4.2.3. */
  readonly directory?: string | undefined;
  /** Since 4.2.3. */
  readonly filename?: string | undefined;
  readonly exclusive?: boolean | undefined;
  readonly storageDomain?: StorageDomain | undefined;
}

export interface TemplateGetParameters {
  readonly filter?: boolean | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface TemplateRemoveParameters {
  readonly async?: boolean | undefined;
}

export interface TemplateUpdateParameters {
  readonly template: Template;
  readonly async?: boolean | undefined;
}

export interface TemplateService extends Service {
  permissionsService(): AssignedPermissionsService;
  tagsService(): AssignedTagsService;
  graphicsConsolesService(): TemplateGraphicsConsolesService;
  cdromsService(): TemplateCdromsService;
  nicsService(): TemplateNicsService;
  watchdogsService(): TemplateWatchdogsService;
  diskAttachmentsService(): TemplateDiskAttachmentsService;
  /** Since 4.5. */
  mediatedDevicesService(): TemplateMediatedDevicesService;
  export(parameters?: TemplateExportParameters, options?: SdkCallOptions): Promise<void>;
  /** Required: `storageDomain.id` or `storageDomain.name`. */
  exportToExportDomain(parameters?: TemplateExportParameters, options?: SdkCallOptions): Promise<void>;
  /**
   * Required: `host.id` or `host.name`, `directory`.
   * Since 4.2.3.
   */
  exportToPathOnHost(parameters?: TemplateExportToPathOnHostParameters, options?: SdkCallOptions): Promise<void>;
  get(parameters?: TemplateGetParameters, options?: SdkCallOptions): Promise<Template>;
  remove(parameters?: TemplateRemoveParameters, options?: SdkCallOptions): Promise<void>;
  update(parameters: TemplateUpdateParameters, options?: SdkCallOptions): Promise<Template>;
}

export const methods: MethodTable = {
  export: { kind: 'action', takes: 'exclusive:boolean storageDomain:StorageDomain' },
  exportToExportDomain: { kind: 'action', action: 'export', takes: 'exclusive:boolean storageDomain:StorageDomain' },
  exportToPathOnHost: { kind: 'action', action: 'export', takes: 'host:Host directory filename exclusive:boolean storageDomain:StorageDomain' },
  get: { kind: 'get', takes: 'filter:boolean follow', gives: 'template:Template' },
  remove: { kind: 'remove', takes: 'async:boolean' },
  update: { kind: 'update', takes: 'template:Template async:boolean', document: 'template', gives: 'template:Template' },
};
