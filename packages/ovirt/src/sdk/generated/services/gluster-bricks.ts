// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { GlusterBrick } from '../types/gluster.ts';
import type { GlusterBrickService } from './gluster-brick.ts';

export interface GlusterBricksActivateParameters {
  readonly bricks?: ListOf<GlusterBrick> | undefined;
  readonly async?: boolean | undefined;
}

export interface GlusterBricksAddParameters {
  readonly bricks: ListOf<GlusterBrick>;
  readonly replicaCount?: number | undefined;
  readonly stripeCount?: number | undefined;
}

export interface GlusterBricksListParameters {
  readonly max?: number | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface GlusterBricksMigrateParameters {
  readonly bricks?: ListOf<GlusterBrick> | undefined;
  readonly async?: boolean | undefined;
}

export interface GlusterBricksRemoveParameters {
  readonly bricks?: ListOf<GlusterBrick> | undefined;
  readonly replicaCount?: number | undefined;
  readonly async?: boolean | undefined;
}

export interface GlusterBricksStopMigrateParameters {
  readonly bricks?: ListOf<GlusterBrick> | undefined;
  readonly async?: boolean | undefined;
}

export interface GlusterBricksService extends Service {
  brickService(id: string): GlusterBrickService;
  activate(parameters?: GlusterBricksActivateParameters, options?: SdkCallOptions): Promise<void>;
  add(parameters: GlusterBricksAddParameters, options?: SdkCallOptions): Promise<ListOf<GlusterBrick>>;
  list(parameters?: GlusterBricksListParameters, options?: SdkCallOptions): Promise<ListOf<GlusterBrick>>;
  migrate(parameters?: GlusterBricksMigrateParameters, options?: SdkCallOptions): Promise<void>;
  remove(parameters?: GlusterBricksRemoveParameters, options?: SdkCallOptions): Promise<void>;
  stopMigrate(parameters?: GlusterBricksStopMigrateParameters, options?: SdkCallOptions): Promise<void>;
}

export const methods: MethodTable = {
  activate: { kind: 'action', takes: 'bricks:GlusterBrick[] async:boolean' },
  add: { kind: 'add', takes: 'bricks:GlusterBrick[] replicaCount:integer stripeCount:integer', document: 'bricks', gives: 'bricks:GlusterBrick[]' },
  list: { kind: 'list', takes: 'max:integer follow', gives: 'bricks:GlusterBrick[]' },
  migrate: { kind: 'action', takes: 'bricks:GlusterBrick[] async:boolean' },
  remove: { kind: 'remove', takes: 'bricks:GlusterBrick[] replicaCount:integer async:boolean' },
  stopMigrate: { kind: 'action', takes: 'bricks:GlusterBrick[] async:boolean' },
};
