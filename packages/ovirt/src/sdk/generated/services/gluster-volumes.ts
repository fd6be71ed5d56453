// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { GlusterVolume } from '../types/gluster.ts';
import type { GlusterVolumeService } from './gluster-volume.ts';

export interface GlusterVolumesAddParameters {
  readonly volume: GlusterVolume;
}

export interface GlusterVolumesListParameters {
  readonly max?: number | undefined;
  readonly search?: string | undefined;
  readonly caseSensitive?: boolean | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface GlusterVolumesService extends Service {
  volumeService(id: string): GlusterVolumeService;
  /** Required: `volume.name`, `volume.volumeType`, `volume.bricks[].brickDir`, `volume.bricks[].serverId`. */
  add(parameters: GlusterVolumesAddParameters, options?: SdkCallOptions): Promise<GlusterVolume>;
  list(parameters?: GlusterVolumesListParameters, options?: SdkCallOptions): Promise<ListOf<GlusterVolume>>;
}

export const methods: MethodTable = {
  add: { kind: 'add', takes: 'volume:GlusterVolume', document: 'volume', gives: 'volume:GlusterVolume' },
  list: { kind: 'list', takes: 'max:integer search caseSensitive:boolean follow', gives: 'volumes:GlusterVolume[]' },
};
