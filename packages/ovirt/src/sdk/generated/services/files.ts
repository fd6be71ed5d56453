// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { File } from '../types/virtualization.ts';
import type { FileService } from './file.ts';

export interface FilesListParameters {
  readonly max?: number | undefined;
  readonly search?: string | undefined;
  readonly caseSensitive?: boolean | undefined;
  /** Since 4.1.5. */
  readonly refresh?: boolean | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface FilesService extends Service {
  fileService(id: string): FileService;
  list(parameters?: FilesListParameters, options?: SdkCallOptions): Promise<ListOf<File>>;
}

export const methods: MethodTable = {
  list: { kind: 'list', takes: 'max:integer search caseSensitive:boolean refresh:boolean follow', gives: 'file:File[]' },
};
