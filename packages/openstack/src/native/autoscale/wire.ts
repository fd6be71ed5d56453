// Autoscale v1.0. Source: Rackspace's "Autoscale Developer Guide" 1.0; rackerlabs/otter, otter/json_schema.
import type { LinkWire } from '../../link-paging.ts';

export interface GroupConfiguration {
  readonly name: string;
  /** Seconds, 0 to 86 400. */
  readonly cooldown: number;
  readonly minEntities: number;
  /** 1000 at most, and by default. */
  readonly maxEntities?: number | undefined;
  readonly metadata?: Readonly<Record<string, string>> | undefined;
}

/** What new servers are made of: a server as Nova's create takes it, and load balancers to put it behind. */
export interface LaunchServerConfiguration {
  readonly type: 'launch_server';
  readonly args: LaunchServerArgs;
}

export interface LaunchServerArgs {
  readonly server: LaunchServer;
  readonly loadBalancers?:
    | readonly { readonly loadBalancerId: number | string; readonly port?: number | undefined; readonly type?: string | undefined }[]
    | undefined;
  /** Seconds that a server which goes is left for its connections to end, 30 to 3600. */
  readonly draining_timeout?: number | undefined;
}

export interface LaunchServer {
  readonly name?: string | undefined;
  readonly flavorRef: string;
  readonly imageRef?: string | undefined;
  readonly 'OS-DCF:diskConfig'?: 'AUTO' | 'MANUAL' | undefined;
  readonly metadata?: Readonly<Record<string, string>> | undefined;
  /** `contents`: base64. */
  readonly personality?: readonly { readonly path: string; readonly contents: string }[] | undefined;
  readonly networks?: readonly { readonly uuid: string }[] | undefined;
  readonly key_name?: string | undefined;
  readonly config_drive?: boolean | undefined;
  /** base64, with `config_drive`. */
  readonly user_data?: string | undefined;
  readonly block_device_mapping_v2?: readonly object[] | undefined;
}

export interface LaunchStackConfiguration {
  readonly type: 'launch_stack';
  readonly args: { readonly stack: object };
}

export type LaunchConfiguration = LaunchServerConfiguration | LaunchStackConfiguration;

interface PolicyBase {
  readonly name: string;
  /** Seconds. */
  readonly cooldown: number;
}

/** Exactly one of: by how many, by how many percent, to how many. */
export type PolicyChange =
  | { readonly change: number; readonly changePercent?: never; readonly desiredCapacity?: never }
  | { readonly changePercent: number; readonly change?: never; readonly desiredCapacity?: never }
  | { readonly desiredCapacity: number; readonly change?: never; readonly changePercent?: never };

/** What sets it off: a web hook, the clock (`cron`, or one moment `at`), or an alarm. */
export type PolicyTrigger =
  | { readonly type: 'webhook' }
  | { readonly type: 'schedule'; readonly args: { readonly cron: string } | { readonly at: string } }
  | { readonly type: 'cloud_monitoring'; readonly args?: object | undefined };

export type PolicySpec = PolicyBase & PolicyChange & PolicyTrigger;

export interface PolicyWire {
  readonly id: string;
  readonly name?: string;
  readonly type?: string;
  readonly cooldown?: number;
  readonly change?: number;
  readonly changePercent?: number;
  readonly desiredCapacity?: number;
  readonly args?: object;
  readonly links?: readonly LinkWire[];
}

export interface WebhookWire {
  readonly id: string;
  readonly name?: string;
  readonly metadata?: Readonly<Record<string, string>>;
  /** `rel: "capability"`: whoever knows that address sets the policy off. */
  readonly links?: readonly LinkWire[];
}

export interface GroupStateWire {
  readonly name?: string;
  readonly active?: readonly { readonly id: string; readonly links?: readonly LinkWire[] }[];
  readonly activeCapacity?: number;
  readonly pendingCapacity?: number;
  readonly desiredCapacity?: number;
  readonly paused?: boolean;
  readonly status?: 'ACTIVE' | 'ERROR' | (string & {});
  readonly errors?: readonly { readonly message?: string }[];
}

/** Lists have id, links and state. */
export interface GroupWire {
  readonly id: string;
  readonly links?: readonly LinkWire[];
  readonly groupConfiguration?: GroupConfiguration;
  readonly launchConfiguration?: LaunchConfiguration;
  readonly scalingPolicies?: readonly PolicyWire[];
  readonly state?: GroupStateWire;
}

export interface GroupSpec {
  readonly groupConfiguration: GroupConfiguration;
  readonly launchConfiguration: LaunchConfiguration;
  readonly scalingPolicies?: readonly PolicySpec[] | undefined;
}
