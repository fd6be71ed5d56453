import type { Agent as HttpAgent } from 'node:http';
import type { AgentOptions, Agent as HttpsAgent } from 'node:https';
import { type ForwardProxy, parseProxy, TunnelAgent } from './proxy.ts';
import { ReadingAgent, ReadingTlsAgent } from './reading.ts';
import type { TransportOptions } from './transport.ts';

/** The connections of one transport: one pool per scheme, none shared with anybody. */
export interface Agents {
  readonly http: HttpAgent;
  readonly https: HttpsAgent;
  readonly proxy: ForwardProxy | undefined;
  readonly connectTimeoutMs: number;
  readonly idleTimeoutMs: number;
  /** Idle connections are closed now, busy ones when they are done. */
  close(): void;
}

const CONNECT_TIMEOUT_MS = 10_000;
const IDLE_TIMEOUT_MS = 60_000;
const MAX_CONNECTIONS = 64;
/**
 * How long an unused connection is kept. Apache and node close theirs after 5 s; a request written at that moment is lost, and whether it was
 * carried out nobody can say. So ours go first. (A shorter `Keep-Alive: timeout=` of the server is obeyed by node's agent.)
 */
const KEPT_MS = 4_000;

export function createAgents(options: TransportOptions): Agents {
  const maxConnections = options.maxConnections ?? MAX_CONNECTIONS;
  const connectTimeoutMs = options.connectTimeoutMs ?? CONNECT_TIMEOUT_MS;
  const pool = { keepAlive: true, scheduling: 'lifo', maxSockets: maxConnections, maxFreeSockets: maxConnections, timeout: KEPT_MS } as const;
  const tls: AgentOptions = {
    ...pool,
    // Said outright, so that NODE_TLS_REJECT_UNAUTHORIZED in the environment decides nothing.
    rejectUnauthorized: options.tlsVerify ?? true,
    ...(options.ca === undefined ? {} : { ca: options.ca }),
    ...(options.clientCertificate === undefined ? {} : { cert: options.clientCertificate }),
    ...(options.clientKey === undefined ? {} : { key: options.clientKey }),
    ...(options.clientKeyPassphrase === undefined ? {} : { passphrase: options.clientKeyPassphrase }),
  };
  const proxy = options.proxy === undefined ? undefined : parseProxy(options.proxy);
  const http = new ReadingAgent(pool);
  const https = proxy === undefined ? new ReadingTlsAgent(tls) : new TunnelAgent(tls, proxy, connectTimeoutMs);
  return {
    http,
    https,
    proxy,
    connectTimeoutMs,
    idleTimeoutMs: options.idleTimeoutMs ?? IDLE_TIMEOUT_MS,
    close: () => {
      for (const agent of [http, https]) {
        agent.maxFreeSockets = 0;
        for (const idle of Object.values(agent.freeSockets)) for (const socket of idle ?? []) socket.destroy();
      }
    },
  };
}
