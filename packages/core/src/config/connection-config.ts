import { readFile } from 'node:fs/promises';
import type { Secret } from '../secret.ts';
import type { TransportOptions } from '../transport/transport.ts';
import type { ConfigFields, SettingsOf } from './config-fields.ts';
import { configError } from './read-config.ts';

/** Fields that every profile may have, whatever its provider. */
export interface ConnectionConfig {
  /** PEM file of the certificate authorities to trust instead of the system's. */
  readonly caFile?: string | undefined;
  /** PEM file of a client certificate. */
  readonly clientCertFile?: string | undefined;
  /** PEM file of the client certificate's key. */
  readonly clientKeyFile?: string | undefined;
  readonly clientKeyPassphrase?: string | Secret | undefined;
  /** Default true. false: this connection accepts any certificate. */
  readonly tlsVerify?: boolean | undefined;
  /** `http://proxy:3128`, with user and password if need be. Environment variables are not looked at. */
  readonly proxy?: string | Secret | undefined;
  /** The longest a call may take, retries included, in ms. Default: no limit. */
  readonly timeoutMs?: number | undefined;
  /** Until TCP and TLS stand, in ms. Default 10 000. */
  readonly connectTimeoutMs?: number | undefined;
  /** The longest silence on an open connection, in ms. Default 60 000. */
  readonly idleTimeoutMs?: number | undefined;
  /** Connections at once to one server. Default 64. */
  readonly maxConnections?: number | undefined;
  /** Bytes of parts that wait to be sent, of all uploads and transfers under way together; one part a call is always allowed. Default 256 MiB. */
  readonly maxBufferedBytes?: number | undefined;
  /** How often a request is tried, the first time included. Default 4. */
  readonly maxAttempts?: number | undefined;
  /** What this installation cannot do though its kind can, as paths of capabilities: `storage.objects.putIfAbsent`. Refused then before anything is sent. */
  readonly lacks?: readonly string[] | undefined;
}

export type ConnectionSettings = SettingsOf<ConnectionConfig>;

/** For drivers: `const fields: ConfigFields<MyConfig> = { ...connectionFields, url: … }`. */
export const connectionFields: ConfigFields<ConnectionConfig> = {
  caFile: { kind: 'path', doc: 'PEM file of the certificate authorities to trust instead of the system’s.', example: 'ca.pem' },
  clientCertFile: { kind: 'path', doc: 'PEM file of a client certificate.' },
  clientKeyFile: { kind: 'path', doc: 'PEM file of the client certificate’s key.' },
  clientKeyPassphrase: { kind: 'secret', doc: 'Passphrase of the client certificate’s key.' },
  tlsVerify: { kind: 'boolean', doc: 'false: accept any certificate, for this connection alone. Default true.' },
  proxy: { kind: 'secret', doc: 'HTTP proxy, e.g. http://proxy:3128. Proxy variables of the environment are not used.' },
  timeoutMs: { kind: 'integer', min: 1, max: 2_147_483_647, doc: 'The longest a call may take, retries included, in milliseconds. Default: no limit.' },
  connectTimeoutMs: { kind: 'integer', min: 1, max: 2_147_483_647, doc: 'Until a connection stands, in milliseconds. Default 10000.' },
  idleTimeoutMs: { kind: 'integer', min: 1, max: 2_147_483_647, doc: 'The longest silence on an open connection, in milliseconds. Default 60000.' },
  maxConnections: { kind: 'integer', min: 1, max: 10_000, doc: 'Connections at once to one server. Default 64.' },
  maxBufferedBytes: {
    kind: 'integer',
    min: 1,
    max: Number.MAX_SAFE_INTEGER,
    doc: 'Bytes of parts that wait to be sent, of all uploads and transfers together; one part a call is always allowed. Default 268435456.',
  },
  lacks: { kind: 'strings', doc: 'What this installation cannot do though its kind can, as paths of capabilities.', example: '[storage.objects.putIfAbsent]' },
  maxAttempts: { kind: 'integer', min: 1, max: 100, doc: 'How often a request is tried, the first time included. Default 4.' },
};

/** Reads the files that a connection needs. */
export async function transportOptions(settings: ConnectionSettings, source: string): Promise<TransportOptions> {
  const problems: string[] = [];
  const read = async (field: 'caFile' | 'clientCertFile' | 'clientKeyFile'): Promise<string | undefined> => {
    const path = settings[field];
    if (path === undefined) return undefined;
    try {
      const text = await readFile(path, 'utf8');
      if (!text.includes('-----BEGIN ')) problems.push(`${source}: field "${field}": ${path} is not a PEM file`);
      return text;
    } catch (error) {
      problems.push(`${source}: field "${field}": ${error instanceof Error ? error.message : String(error)}`);
      return undefined;
    }
  };
  const [ca, clientCertificate, clientKey] = await Promise.all([read('caFile'), read('clientCertFile'), read('clientKeyFile')]);
  if ((settings.clientCertFile === undefined) !== (settings.clientKeyFile === undefined))
    problems.push(`${source}: fields "clientCertFile" and "clientKeyFile" go together`);
  if (problems.length > 0) throw configError(problems);
  return {
    ca,
    clientCertificate,
    clientKey,
    clientKeyPassphrase: settings.clientKeyPassphrase?.reveal(),
    tlsVerify: settings.tlsVerify,
    proxy: settings.proxy?.reveal(),
    connectTimeoutMs: settings.connectTimeoutMs,
    idleTimeoutMs: settings.idleTimeoutMs,
    maxConnections: settings.maxConnections,
  };
}
