import type { TLSSocket } from 'node:tls';
import { describe, expect, it, vi } from 'vitest';
import { type Certificates, hasOpenssl, makeCertificates } from './testing/certificates.ts';
import { httpsServer, onEnd, recordingServer, rejectionOf, request, textOf, transportOf } from './testing/local-server.ts';

// Without an openssl command no certificates can be made here.
const certificates = hasOpenssl ? makeCertificates() : (undefined as unknown as Certificates);

describe.skipIf(!hasOpenssl)('TLS', () => {
  const hello = { listener: (_: unknown, response: { end(text: string): unknown }) => response.end('hello') };

  it('trusts the authority it is given', async () => {
    const server = await httpsServer(certificates.server, hello.listener);
    expect(await textOf(await transportOf({ ca: certificates.ca.cert }).send(request(server.origin), {}))).toBe('hello');
  });

  it.each([
    ['unknown authority', 'server', undefined],
    ['self-signed', 'selfSigned', undefined],
    ['another name', 'otherName', 'ca'],
    ['expired', 'expired', 'ca'],
  ] as const)('refuses a certificate: %s', async (_, which, ca) => {
    let asked = 0;
    const server = await httpsServer(certificates[which], () => {
      asked += 1;
    });
    const error = await rejectionOf(transportOf({ ca: ca === undefined ? undefined : certificates[ca].cert }).send(request(server.origin), {}));
    expect(error).toMatchObject({ code: 'unavailable', outcome: 'not-done', retry: 'never', remedy: expect.stringContaining('tlsVerify: false') });
    expect(asked).toBe(0);
  });

  it.each(['server', 'selfSigned', 'otherName', 'expired'] as const)('accepts any certificate when told so, for that transport alone: %s', async (which) => {
    const server = await httpsServer(certificates[which], hello.listener);
    const careless = transportOf({ tlsVerify: false });
    expect(await textOf(await careless.send(request(server.origin), {}))).toBe('hello');
    expect(await rejectionOf(transportOf().send(request(server.origin), {}))).toMatchObject({ code: 'unavailable' });
  });

  it('is not made careless by the environment', async () => {
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
    onEnd(() => void vi.unstubAllEnvs());
    const server = await httpsServer(certificates.selfSigned, hello.listener);
    expect(await rejectionOf(transportOf().send(request(server.origin), {}))).toMatchObject({ code: 'unavailable' });
  });

  it('shows its client certificate, with an encrypted key', async () => {
    const server = await httpsServer({ ...certificates.server, ca: certificates.ca.cert, requestCert: true, rejectUnauthorized: true }, (message, response) =>
      response.end((message.socket as TLSSocket).getPeerCertificate().subject.CN),
    );
    const transport = transportOf({
      ca: certificates.ca.cert,
      clientCertificate: certificates.client.cert,
      clientKey: certificates.client.key,
      clientKeyPassphrase: certificates.clientPassphrase,
    });
    expect(await textOf(await transport.send(request(server.origin), {}))).toBe('a client');
  });

  it.each(['TLSv1.2', 'TLSv1.3'] as const)('without the client certificate a server insists on fails and is not done (%s)', async (version) => {
    const server = await httpsServer(
      { ...certificates.server, ca: certificates.ca.cert, requestCert: true, rejectUnauthorized: true, minVersion: version, maxVersion: version },
      hello.listener,
    );
    const error = await rejectionOf(transportOf({ ca: certificates.ca.cert }).send(request(server.origin, '/', { method: 'POST' }), {}));
    expect(error).toMatchObject({ code: 'unavailable', retry: 'never', outcome: 'not-done', remedy: 'the server may want a client certificate' });
  });

  it('keeps connections, and hands TLS servers the same bytes', async () => {
    const targets: (string | undefined)[] = [];
    const server = await httpsServer(certificates.server, (message, response) => {
      targets.push(message.url);
      response.end();
    });
    const transport = transportOf({ ca: certificates.ca.cert });
    for (const target of ['/a/../b', '/%2e%2e/', '/x']) await textOf(await transport.send(request(server.origin, target), {}));
    expect([targets, server.connections()]).toEqual([['/a/../b', '/%2e%2e/', '/x'], 1]);
  });
});

describe('the wrong scheme', () => {
  it('https to an http port says so', async () => {
    const server = await recordingServer();
    const error = await rejectionOf(transportOf().send(request(server.origin.replace('http:', 'https:')), {}));
    expect(error).toMatchObject({ code: 'unavailable', outcome: 'not-done', remedy: 'check the endpoint: it may speak http, not https' });
  });

  it.skipIf(!hasOpenssl)('http to an https port is a failure, never an answer', async () => {
    const server = await httpsServer(certificates.server, () => {});
    const error = await rejectionOf(transportOf().send(request(server.origin.replace('https:', 'http:')), {}));
    expect(['protocol', 'unavailable']).toContain((error as { code: string }).code);
  });
});
