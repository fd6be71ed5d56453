// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions } from '../../runtime/service.ts';
import type { GlusterBrick } from '../types/gluster.ts';
import type { MeasurableService } from './measurable.ts';

export interface GlusterBrickGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface GlusterBrickRemoveParameters {
  readonly async?: boolean | undefined;
}

export interface GlusterBrickReplaceParameters {
  readonly force?: boolean | undefined;
  readonly async?: boolean | undefined;
}

export interface GlusterBrickService extends MeasurableService {
  get(parameters?: GlusterBrickGetParameters, options?: SdkCallOptions): Promise<GlusterBrick>;
  remove(parameters?: GlusterBrickRemoveParameters, options?: SdkCallOptions): Promise<void>;
  /** @deprecated */
  replace(parameters?: GlusterBrickReplaceParameters, options?: SdkCallOptions): Promise<void>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'follow', gives: 'brick:GlusterBrick' },
  remove: { kind: 'remove', takes: 'async:boolean' },
  replace: { kind: 'action', takes: 'force:boolean async:boolean' },
};
