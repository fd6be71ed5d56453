import { randomBytes, randomUUID } from 'node:crypto';
import type { Timeline } from '../../compute/timeline.ts';
import { evaluate, type Template, type TemplateResource } from './template.ts';

export interface StackResource {
  readonly logicalId: string;
  readonly type: string;
  physicalId: string;
  status: string;
  changedAt: number;
}

export interface StackEvent {
  readonly id: string;
  readonly logicalId: string;
  readonly physicalId: string;
  readonly type: string;
  readonly at: number;
  readonly status: string;
  readonly reason: string | undefined;
}

export interface StackSettings {
  readonly values: ReadonlyMap<string, string>;
  readonly capabilities: readonly string[];
  readonly notifications: readonly string[];
  readonly tags: readonly (readonly [key: string, value: string])[];
  readonly roleArn: string | undefined;
}

const STACK_TYPE = 'AWS::CloudFormation::Stack';

/** A stack: its resources come and go in name only, in the order and with the states of the real ones. */
export class Stack {
  readonly id: string;
  readonly name: string;
  readonly createdAt: number;
  readonly disableRollback: boolean;
  readonly timeoutMinutes: number | undefined;
  readonly isProtected: boolean;
  readonly resources: Map<string, StackResource> = new Map();
  /** Newest first. */
  readonly events: StackEvent[] = [];
  template: Template;
  settings: StackSettings;
  status = '';
  reason: string | undefined;
  updatedAt: number | undefined;
  deletedAt: number | undefined;
  policy: string | undefined;
  /** What an update would go back to when it is cancelled. */
  #before: { readonly template: Template; readonly settings: StackSettings } | undefined;
  readonly #later: (at: number, apply: (due: number) => void) => void;
  readonly #stepMs: number;

  constructor(
    id: string,
    name: string,
    template: Template,
    settings: StackSettings,
    options: {
      readonly now: number;
      readonly timeline: Timeline;
      readonly stepMs: number;
      readonly disableRollback: boolean;
      readonly timeoutMinutes: number | undefined;
      readonly isProtected: boolean;
    },
  ) {
    this.id = id;
    this.name = name;
    this.template = template;
    this.settings = settings;
    this.createdAt = options.now;
    this.disableRollback = options.disableRollback;
    this.timeoutMinutes = options.timeoutMinutes;
    this.isProtected = options.isProtected;
    this.#stepMs = options.stepMs;
    this.#later = (at, apply) => options.timeline.plan(`stack ${id}`, at, apply);
    this.#become('CREATE_IN_PROGRESS', options.now, 'User Initiated');
    for (const resource of template.resources) this.#add(resource, options.now);
    this.#later(options.now + this.#stepMs, (due) => {
      for (const resource of this.resources.values()) this.#change(resource, 'CREATE_COMPLETE', due);
      this.#become('CREATE_COMPLETE', due);
    });
  }

  get isBusy(): boolean {
    return this.status.endsWith('_IN_PROGRESS');
  }

  /** What names stand for in outputs. */
  get refs(): ReadonlyMap<string, string> {
    const [, , , region = '', account = ''] = this.id.split(':');
    return new Map([
      ...this.template.parameters.map(({ key, standard }) => [key, this.settings.values.get(key) ?? standard ?? ''] as const),
      ...[...this.resources.values()].map(({ logicalId, physicalId }) => [logicalId, physicalId] as const),
      ['AWS::StackName', this.name],
      ['AWS::StackId', this.id],
      ['AWS::Region', region],
      ['AWS::AccountId', account],
    ]);
  }

  get outputs(): { readonly key: string; readonly value: string; readonly description: string | undefined }[] {
    if (!/^(?:CREATE|UPDATE|UPDATE_ROLLBACK)_COMPLETE$/.test(this.status)) return [];
    return this.template.outputs.map(({ key, value, description }) => ({ key, value: evaluate(value, this.refs), description }));
  }

  update(template: Template, settings: StackSettings, now: number): void {
    this.#before = { template: this.template, settings: this.settings };
    this.template = template;
    this.settings = settings;
    this.updatedAt = now;
    this.#become('UPDATE_IN_PROGRESS', now, 'User Initiated');
    this.#later(now + this.#stepMs, (due) => {
      this.#reconcile(due);
      this.#become('UPDATE_COMPLETE', due);
    });
  }

  /** Takes a running update back. */
  cancelUpdate(now: number): void {
    this.#become('UPDATE_ROLLBACK_IN_PROGRESS', now, 'User Initiated');
    this.#later(now + this.#stepMs, (due) => {
      if (this.#before !== undefined) ({ template: this.template, settings: this.settings } = this.#before);
      this.#become('UPDATE_ROLLBACK_COMPLETE', due);
    });
  }

  delete(retained: readonly string[], now: number): void {
    this.#become('DELETE_IN_PROGRESS', now, 'User Initiated');
    this.#later(now + this.#stepMs, (due) => {
      for (const resource of this.resources.values()) this.#change(resource, retained.includes(resource.logicalId) ? 'DELETE_SKIPPED' : 'DELETE_COMPLETE', due);
      this.deletedAt = due;
      this.#become('DELETE_COMPLETE', due);
    });
  }

  #reconcile(now: number): void {
    const wanted = new Map(this.template.resources.map((resource) => [resource.id, resource]));
    for (const [id, resource] of this.resources) {
      const next = wanted.get(id);
      if (next === undefined || next.type !== resource.type) {
        this.#change(resource, 'DELETE_COMPLETE', now);
        this.resources.delete(id);
      } else this.#change(resource, 'UPDATE_COMPLETE', now);
    }
    for (const [id, resource] of wanted) {
      if (this.resources.has(id)) continue;
      this.#add(resource, now);
      const added = this.resources.get(id);
      if (added !== undefined) this.#change(added, 'CREATE_COMPLETE', now);
    }
  }

  #add({ id, type }: TemplateResource, now: number): void {
    const resource = { logicalId: id, type, physicalId: physicalId(this.name, id, type), status: 'CREATE_IN_PROGRESS', changedAt: now };
    this.resources.set(id, resource);
    this.#note(resource.logicalId, resource.physicalId, type, 'CREATE_IN_PROGRESS', now);
  }

  #change(resource: StackResource, status: string, now: number): void {
    Object.assign(resource, { status, changedAt: now });
    this.#note(resource.logicalId, resource.physicalId, resource.type, status, now);
  }

  #become(status: string, now: number, reason?: string): void {
    this.status = status;
    this.reason = reason;
    this.#note(this.name, this.id, STACK_TYPE, status, now, reason);
  }

  #note(logicalId: string, physicalId: string, type: string, status: string, at: number, reason?: string): void {
    this.events.unshift({ id: randomUUID(), logicalId, physicalId, type, at, status, reason });
  }
}

const EC2_PREFIXES: Readonly<Record<string, string>> = {
  'AWS::EC2::Instance': 'i',
  'AWS::EC2::SecurityGroup': 'sg',
  'AWS::EC2::VPC': 'vpc',
  'AWS::EC2::Subnet': 'subnet',
  'AWS::EC2::Volume': 'vol',
};

function physicalId(stack: string, id: string, type: string): string {
  const prefix = EC2_PREFIXES[type];
  return prefix === undefined ? `${stack}-${id}-${randomBytes(6).toString('hex').toUpperCase()}` : `${prefix}-${randomBytes(9).toString('hex').slice(0, 17)}`;
}
