import { readFile } from 'node:fs/promises';
import { CloudError, type Connection } from '@portolan/core/driver';
import { KeyServiceClient } from '../client.ts';
import type { ContainerSpec } from '../config/credential-spec.ts';
import { type Fetched, jsonOf, keysOf } from './key-document.ts';

const TIMEOUT_MS = 3000;
const FROM = 'the service of the container’s keys';

/** The keys of the role that a container runs as: ECS, and EKS' pod identities, whose token lies in a file and changes there. */
export class ContainerCredentials {
  readonly #client: KeyServiceClient;
  readonly #spec: ContainerSpec;
  readonly #target: string;

  /** `connection`: without a proxy, which the keys are nothing for. */
  constructor(connection: Connection, spec: ContainerSpec) {
    const { origin, pathname, search } = new URL(spec.url);
    this.#client = new KeyServiceClient(connection, origin, 'ContainerCredentials', TIMEOUT_MS);
    this.#spec = spec;
    this.#target = `${pathname}${search}`;
  }

  async fetch(signal: AbortSignal): Promise<Fetched> {
    const token = await this.#token();
    const headers: Record<string, string> = token === undefined ? {} : { Authorization: token };
    return keysOf(jsonOf(await this.#client.text('GET', this.#target, headers, signal), FROM), FROM);
  }

  async #token(): Promise<string | undefined> {
    const { tokenFile, token } = this.#spec;
    if (tokenFile === undefined) return token?.reveal();
    const text = await readFile(tokenFile, 'utf8').catch((cause: unknown) => {
      throw new CloudError('unauthenticated', `AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: ${tokenFile} cannot be read`, { outcome: 'not-done', cause });
    });
    return text.trim();
  }
}
