import { CloudError, isCloudError } from '../errors/cloud-error.ts';

/** What is known about an attempt when it failed. */
export interface AttemptState {
  /** Whether TCP and TLS stood: before that nothing can have reached the server. */
  readonly connected: boolean;
  /** A connection that had served before, and that the server may have closed while we wrote. */
  readonly reused: boolean;
  /** `host:port`, for the message. */
  readonly peer: string;
}

/** Thrown inside the transport when TCP and TLS take too long. */
export class ConnectTimeout extends Error {
  override readonly name: string = 'ConnectTimeout';
}

/** Thrown inside the transport when nothing moved on the wire for too long. */
export class IdleTimeout extends Error {
  override readonly name: string = 'IdleTimeout';
}

const CERTIFICATE_FAULTS: ReadonlySet<string> = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'CERT_UNTRUSTED',
  'CERT_REJECTED',
  'CERT_REVOKED',
  'CERT_SIGNATURE_FAILURE',
  'CERT_CHAIN_TOO_LONG',
  'INVALID_CA',
  'INVALID_PURPOSE',
  'HOSTNAME_MISMATCH',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

const UNREACHABLE: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'refuses connections',
  ENOTFOUND: 'has no address',
  EAI_AGAIN: 'could not be looked up',
  EAI_NODATA: 'has no address',
  EHOSTUNREACH: 'cannot be reached',
  ENETUNREACH: 'cannot be reached',
  EHOSTDOWN: 'is down',
  ENETDOWN: 'cannot be reached: the network is down',
  EADDRNOTAVAIL: 'cannot be reached: no free local port',
};

/** The one place where the codes of node's sockets become ours. */
export function describeNodeFailure(error: unknown, state: AttemptState): CloudError {
  if (isCloudError(error)) return error;
  const cause = plain(error);
  const code = cause.code ?? '';
  const outcome = state.connected ? 'unknown' : 'not-done';
  if (error instanceof ConnectTimeout) {
    return new CloudError('timeout', `${state.peer} did not answer: ${error.message}`, { retry: 'maybe', outcome: 'not-done' });
  }
  if (error instanceof IdleTimeout) return new CloudError('timeout', `${state.peer}: ${error.message}`, { retry: 'maybe', outcome });
  if (CERTIFICATE_FAULTS.has(code)) {
    return new CloudError('unavailable', `the certificate of ${state.peer} is not trusted: ${cause.message}`, {
      retry: 'never',
      outcome: 'not-done',
      remedy: 'set caFile to the authority that signed it, or tlsVerify: false',
      cause,
    });
  }
  if (code === 'EPROTO' || code.startsWith('ERR_SSL_') || code.startsWith('ERR_TLS_')) {
    // Speaking TLS to a port that answers plain HTTP, or a server that insists on a client certificate.
    const remedy = /wrong.version.number|packet length too long|unknown.protocol/i.test(cause.message)
      ? 'check the endpoint: it may speak http, not https'
      : /certificate.required|handshake.failure|bad.certificate/i.test(cause.message)
        ? 'the server may want a client certificate'
        : undefined;
    return new CloudError('unavailable', `TLS with ${state.peer} failed: ${reason(cause.message)}`, {
      retry: 'never',
      // TLS 1.3 refuses a client after the client thinks all is well; either way no request was read.
      outcome: /alert/i.test(cause.message) ? 'not-done' : outcome,
      remedy,
      cause,
    });
  }
  if (code.startsWith('HPE_')) {
    return new CloudError('protocol', `what ${state.peer} answered is not HTTP: ${reason(cause.message)}`, {
      retry: 'never',
      outcome: 'unknown',
      remedy: 'check the endpoint: it may speak https, not http',
      cause,
    });
  }
  if (code === 'ERR_INVALID_CHAR' || code === 'ERR_UNESCAPED_CHARACTERS' || code === 'ERR_INVALID_HTTP_TOKEN') {
    return new CloudError('invalid-argument', cause.message, { outcome: 'not-done', cause });
  }
  const unreachable = UNREACHABLE[code];
  if (unreachable !== undefined) {
    // Looking up a name that does not exist gives the same answer next time; a typing error is the likelier reason.
    const remedy = code === 'ENOTFOUND' ? 'check the endpoint' : undefined;
    return new CloudError('unavailable', `${state.peer} ${unreachable}`, { retry: 'maybe', outcome, remedy, cause });
  }
  if (code === 'ETIMEDOUT') return new CloudError('timeout', `${state.peer} did not answer`, { retry: 'maybe', outcome, cause });
  if (code === 'ECONNRESET' || code === 'EPIPE' || code === 'ECONNABORTED') {
    const how = state.connected ? (state.reused ? 'closed a kept connection' : 'closed the connection without an answer') : 'closed the connection at once';
    return new CloudError('unavailable', `${state.peer} ${how}`, { retry: 'maybe', outcome, cause });
  }
  return new CloudError('unavailable', `${state.peer}: ${cause.message}`, { retry: 'maybe', outcome, cause });
}

/** A copy with message and code alone: node hangs sockets and raw packets on its errors, and with them what was sent. */
function plain(error: unknown): Error & { code?: string } {
  if (!(error instanceof Error)) return new Error(String(error));
  const copy: Error & { code?: string } = new Error(reason(error.message));
  copy.name = error.name;
  const inner = error instanceof AggregateError ? (error.errors[0] as unknown) : undefined;
  const code = (error as { code?: unknown }).code ?? (inner as { code?: unknown } | undefined)?.code;
  if (typeof code === 'string') copy.code = code;
  if (copy.message === '' && inner instanceof Error) copy.message = reason(inner.message);
  if (error.stack !== undefined)
    copy.stack = `${error.name}: ${copy.message}\n${error.stack
      .split('\n')
      .filter((line) => /^\s+at /.test(line))
      .join('\n')}`;
  return copy;
}

/** OpenSSL's messages run over several lines and end in file names. */
function reason(message: string): string {
  return message.split('\n')[0]?.trim().slice(0, 300) ?? '';
}
