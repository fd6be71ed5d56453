import { CloudError, type Connection, isCloudError } from '@portolan/core/driver';
import { KeyServiceClient } from '../client.ts';
import type { MetadataSpec } from '../config/credential-spec.ts';
import { type Fetched, jsonOf, keysOf } from './key-document.ts';

/** Where there is no such service, nobody answers at all: do not wait for it. */
const TIMEOUT_MS = 1000;
const ATTEMPTS = 3;
const ROLES = '/latest/meta-data/iam/security-credentials/';

/**
 * The keys of the role that a virtual machine runs as. Version 2 asks for a token first, which keeps out whoever can make the machine send a plain GET;
 * version 1, which Eucalyptus has alone, is asked only when the profile says so.
 */
export class InstanceMetadata {
  readonly #client: KeyServiceClient;
  readonly #version: MetadataSpec['version'];

  /** `connection`: without a proxy, which would be asked for its own keys. */
  constructor(connection: Connection, spec: MetadataSpec) {
    const retry = { ...connection.retry, maxAttempts: ATTEMPTS, maxDelayMs: 200 };
    this.#client = new KeyServiceClient({ ...connection, retry }, spec.url, 'InstanceMetadata', TIMEOUT_MS * ATTEMPTS);
    this.#version = spec.version;
  }

  async fetch(signal: AbortSignal): Promise<Fetched> {
    const token = this.#version === 'v1' ? undefined : await this.#token(signal);
    const headers: Record<string, string> = token === undefined ? {} : { 'x-aws-ec2-metadata-token': token };
    const role = (await this.#client.text('GET', ROLES, headers, signal)).split('\n')[0]?.trim() ?? '';
    if (role === '') throw new CloudError('unauthenticated', 'the machine has no role', { outcome: 'not-done', remedy: 'give it an instance profile' });
    const text = await this.#client.text('GET', `${ROLES}${encodeURIComponent(role)}`, headers, signal);
    const json = jsonOf(text, 'the metadata service');
    if (json['Code'] !== undefined && json['Code'] !== 'Success') {
      throw new CloudError('unauthenticated', `the metadata service has no keys: ${JSON.stringify(json['Code']).slice(0, 80)}`, { outcome: 'not-done' });
    }
    return keysOf(json, 'the metadata service');
  }

  async #token(signal: AbortSignal): Promise<string> {
    try {
      return (await this.#client.text('PUT', '/latest/api/token', { 'x-aws-ec2-metadata-token-ttl-seconds': '21600', 'Content-Length': '0' }, signal)).trim();
    } catch (error) {
      if (!isCloudError(error) || ![403, 404, 405].includes(error.status ?? 0)) throw error;
      throw new CloudError('unsupported', 'the metadata service gives no tokens', {
        outcome: 'not-done',
        remedy: 'set instanceMetadata to v1, if this cloud has no version 2',
        cause: error,
      });
    }
  }
}
