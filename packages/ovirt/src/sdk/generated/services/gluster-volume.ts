// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions } from '../../runtime/service.ts';
import type { NoParameters } from '../../runtime/values.ts';
import type { GlusterVolume, GlusterVolumeProfileDetails, Option } from '../types/gluster.ts';
import type { GlusterBricksService } from './gluster-bricks.ts';
import type { MeasurableService } from './measurable.ts';

export interface GlusterVolumeGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface GlusterVolumeRebalanceParameters {
  readonly fixLayout?: boolean | undefined;
  readonly force?: boolean | undefined;
  readonly async?: boolean | undefined;
}

export interface GlusterVolumeRemoveParameters {
  readonly async?: boolean | undefined;
}

export interface GlusterVolumeResetAllOptionsParameters {
  readonly async?: boolean | undefined;
}

export interface GlusterVolumeResetOptionParameters {
  readonly force?: boolean | undefined;
  readonly option?: Option | undefined;
  readonly async?: boolean | undefined;
}

export interface GlusterVolumeSetOptionParameters {
  readonly option?: Option | undefined;
  readonly async?: boolean | undefined;
}

export interface GlusterVolumeStartParameters {
  readonly force?: boolean | undefined;
  readonly async?: boolean | undefined;
}

export interface GlusterVolumeStartProfileParameters {
  readonly async?: boolean | undefined;
}

export interface GlusterVolumeStopParameters {
  readonly force?: boolean | undefined;
  readonly async?: boolean | undefined;
}

export interface GlusterVolumeStopProfileParameters {
  readonly async?: boolean | undefined;
}

export interface GlusterVolumeStopRebalanceParameters {
  readonly async?: boolean | undefined;
}

export interface GlusterVolumeService extends MeasurableService {
  glusterBricksService(): GlusterBricksService;
  get(parameters?: GlusterVolumeGetParameters, options?: SdkCallOptions): Promise<GlusterVolume>;
  getProfileStatistics(parameters?: NoParameters, options?: SdkCallOptions): Promise<GlusterVolumeProfileDetails | undefined>;
  rebalance(parameters?: GlusterVolumeRebalanceParameters, options?: SdkCallOptions): Promise<void>;
  remove(parameters?: GlusterVolumeRemoveParameters, options?: SdkCallOptions): Promise<void>;
  resetAllOptions(parameters?: GlusterVolumeResetAllOptionsParameters, options?: SdkCallOptions): Promise<void>;
  /** Required: `force`, `option.name`. */
  resetOption(parameters?: GlusterVolumeResetOptionParameters, options?: SdkCallOptions): Promise<void>;
  /** Required: `option.name`, `option.value`. */
  setOption(parameters?: GlusterVolumeSetOptionParameters, options?: SdkCallOptions): Promise<void>;
  start(parameters?: GlusterVolumeStartParameters, options?: SdkCallOptions): Promise<void>;
  startProfile(parameters?: GlusterVolumeStartProfileParameters, options?: SdkCallOptions): Promise<void>;
  stop(parameters?: GlusterVolumeStopParameters, options?: SdkCallOptions): Promise<void>;
  stopProfile(parameters?: GlusterVolumeStopProfileParameters, options?: SdkCallOptions): Promise<void>;
  stopRebalance(parameters?: GlusterVolumeStopRebalanceParameters, options?: SdkCallOptions): Promise<void>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'follow', gives: 'volume:GlusterVolume' },
  getProfileStatistics: { kind: 'action', gives: 'details:GlusterVolumeProfileDetails' },
  rebalance: { kind: 'action', takes: 'fixLayout:boolean force:boolean async:boolean' },
  remove: { kind: 'remove', takes: 'async:boolean' },
  resetAllOptions: { kind: 'action', takes: 'async:boolean' },
  resetOption: { kind: 'action', takes: 'force:boolean option:Option async:boolean' },
  setOption: { kind: 'action', takes: 'option:Option async:boolean' },
  start: { kind: 'action', takes: 'force:boolean async:boolean' },
  startProfile: { kind: 'action', takes: 'async:boolean' },
  stop: { kind: 'action', takes: 'force:boolean async:boolean' },
  stopProfile: { kind: 'action', takes: 'async:boolean' },
  stopRebalance: { kind: 'action', takes: 'async:boolean' },
};
