import { type CallOptions, type List, Secret, unexpectedBody } from '@portolan/core/driver';
import { type IdRef, idPath } from '../refs.ts';
import type { ServiceCalls } from '../service-calls.ts';
import { policyPath } from './paths.ts';
import type { WebhookWire } from './wire.ts';

export interface WebhookSpec {
  readonly name: string;
  readonly metadata?: Readonly<Record<string, string>> | undefined;
}

const webhooksPath = (group: IdRef, policy: IdRef): string => `${policyPath(group, policy)}/webhooks`;
const webhookPath = (group: IdRef, policy: IdRef, webhook: IdRef): string => `${webhooksPath(group, policy)}${idPath(webhook, 'webhook')}`;

/** Addresses that set a policy off. */
export class AutoscaleWebhooks {
  readonly #calls: ServiceCalls;

  constructor(calls: ServiceCalls) {
    this.#calls = calls;
  }

  list(group: IdRef, policy: IdRef, options: CallOptions = {}): List<WebhookWire> {
    return this.#calls.list({ method: 'GET', path: webhooksPath(group, policy), operation: 'ListWebhooks' }, 'webhooks', options);
  }

  async get(group: IdRef, policy: IdRef, webhook: IdRef, options: CallOptions = {}): Promise<WebhookWire> {
    return this.#calls.member({ method: 'GET', path: webhookPath(group, policy, webhook), operation: 'GetWebhook' }, 'webhook', options);
  }

  async add(group: IdRef, policy: IdRef, webhook: WebhookSpec, options: CallOptions = {}): Promise<WebhookWire> {
    // A bare array, as for policies.
    const call = { method: 'POST', path: webhooksPath(group, policy), json: [webhook], operation: 'AddWebhooks' } as const;
    const [made] = await this.#calls.array<WebhookWire>(call, 'webhooks', options);
    if (made === undefined) throw unexpectedBody('it names no webhook');
    return made;
  }

  /** The whole of it. */
  async replace(group: IdRef, policy: IdRef, webhook: IdRef, spec: WebhookSpec, options: CallOptions = {}): Promise<void> {
    const call = { method: 'PUT', path: webhookPath(group, policy, webhook), json: { metadata: {}, ...spec }, operation: 'ReplaceWebhook' } as const;
    await this.#calls.empty(call, options);
  }

  /** What is not named stays; metadata is merged. */
  async update(group: IdRef, policy: IdRef, webhook: IdRef, change: Partial<WebhookSpec>, options: CallOptions = {}): Promise<void> {
    const there = await this.get(group, policy, webhook, options);
    const spec = { name: change.name ?? there.name ?? '', metadata: { ...there.metadata, ...change.metadata } };
    await this.replace(group, policy, webhook, spec, options);
  }

  /** The address that sets the policy off, for whoever posts to it: no token is asked for. It always answers 202, whatever comes of it. */
  executionUrl(webhook: WebhookWire): Secret | undefined {
    const href = webhook.links?.find(({ rel }) => rel === 'capability')?.href;
    return href === undefined ? undefined : new Secret(href);
  }

  /** Absent is success. */
  async delete(group: IdRef, policy: IdRef, webhook: IdRef, options: CallOptions = {}): Promise<void> {
    await this.#calls.empty({ method: 'DELETE', path: webhookPath(group, policy, webhook), accept: [404], operation: 'DeleteWebhook' }, options);
  }
}
