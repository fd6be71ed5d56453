// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf, NoParameters } from '../../runtime/values.ts';
import type { UserOption } from '../types/infrastructure.ts';
import type { UserOptionService } from './user-option.ts';

export interface UserOptionsAddParameters {
  readonly option: UserOption;
}

export interface UserOptionsService extends Service {
  /** Since 4.4.5. */
  optionService(id: string): UserOptionService;
  /**
   * Required: `option.content`, `option.name`.
   * Since 4.4.5.
   */
  add(parameters: UserOptionsAddParameters, options?: SdkCallOptions): Promise<UserOption>;
  /** Since 4.4.5. */
  list(parameters?: NoParameters, options?: SdkCallOptions): Promise<ListOf<UserOption>>;
}

export const methods: MethodTable = {
  add: { kind: 'add', takes: 'option:UserOption', document: 'option', gives: 'option:UserOption' },
  list: { kind: 'list', gives: 'options:UserOption[]' },
};
