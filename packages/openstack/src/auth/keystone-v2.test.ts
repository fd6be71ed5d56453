import { isCloudError, Secret } from '@portolan/core/driver';
import { describe, expect, it } from 'vitest';
import type { IdentitySettings } from '../settings.ts';
import { authenticateV2, sessionFromV2 } from './keystone-v2.ts';

const root = { origin: 'https://identity.example.test', path: '' };
const sent = (identity: Omit<IdentitySettings, 'url'>): unknown => {
  const request = authenticateV2(root, { ...identity }, {});
  expect(request).toMatchObject({ method: 'POST', target: '/v2.0/tokens' });
  return JSON.parse(Buffer.from(request.body?.open() as Uint8Array).toString('utf8'));
};

describe('authenticateV2', () => {
  it('signs in with Rackspace’s API key', () => {
    expect(sent({ credentials: { kind: 'api-key', username: 'joe', apiKey: new Secret('0123456789abcdef0123456789abcdef') } })).toEqual({
      auth: { 'RAX-KSKEY:apiKeyCredentials': { username: 'joe', apiKey: '0123456789abcdef0123456789abcdef' } },
    });
  });

  it('signs in with a password, the project by name or by id and never both', () => {
    const credentials = { kind: 'password', user: { name: 'u', domain: { id: 'default' } }, password: new Secret('p') } as const;
    expect(sent({ credentials, scope: { project: { name: 'demo', domain: { id: 'default' } } } })).toEqual({
      auth: { passwordCredentials: { username: 'u', password: 'p' }, tenantName: 'demo' },
    });
    expect(sent({ credentials, scope: { project: { id: '123456' } } })).toEqual({
      auth: { passwordCredentials: { username: 'u', password: 'p' }, tenantId: '123456' },
    });
    expect(sent({ credentials: { kind: 'token', token: new Secret('TOKEN') }, scope: { project: { id: '123456' } } })).toEqual({
      auth: { token: { id: 'TOKEN' }, tenantId: '123456' },
    });
  });

  it('refuses what v2 does not have before anything is sent', () => {
    const attempts: Omit<IdentitySettings, 'url'>[] = [
      { credentials: { kind: 'application-credential', credential: { id: 'x' }, secret: new Secret('s') } },
      { credentials: { kind: 'password', user: { id: 'u-1' }, password: new Secret('p') } },
      { credentials: { kind: 'token', token: new Secret('t') }, scope: { domain: { id: 'default' } } },
    ];
    for (const identity of attempts) {
      let error: unknown;
      try {
        sent(identity);
      } catch (caught) {
        error = caught;
      }
      expect(isCloudError(error, 'invalid-argument')).toBe(true);
    }
  });
});

describe('sessionFromV2', () => {
  // Written after Rackspace's Identity documents, "Authenticate as user with API key".
  const body = {
    access: {
      token: { id: 'tok-rax', expires: '2030-01-03T03:04:05.123-06:00', tenant: { id: 100200, name: '100200' } },
      serviceCatalog: [
        {
          name: 'cloudServersOpenStack',
          type: 'compute',
          endpoints: [{ region: 'DFW', tenantId: '100200', publicURL: 'https://dfw.servers.example.test/v2/100200', versionInfo: 'httpis://broken' }],
        },
        {
          name: 'cloudFiles',
          type: 'object-store',
          endpoints: [{ region: 'DFW', publicURL: 'https://storage101.example.test/v1/M', internalURL: 'https://snet-storage101.example.test/v1/M' }],
        },
        { name: 'cloudDNS', type: 'rax:dns', endpoints: [{ publicURL: 'https://dns.example.test/v1.0/100200' }] },
      ],
      user: { id: 42, name: 'joe', 'RAX-AUTH:defaultRegion': 'DFW' },
    },
  };

  it('reads token, expiry with its offset, catalog and default region', () => {
    const session = sessionFromV2(body);
    expect(session).toMatchObject({ token: 'tok-rax', userId: '42', projectId: '100200', defaultRegion: 'DFW' });
    expect(session.expiresAt?.toISOString()).toBe('2030-01-03T09:04:05.123Z');
    expect(session.catalog[1]?.endpoints).toEqual([
      { interface: 'public', region: 'DFW', url: 'https://storage101.example.test/v1/M' },
      { interface: 'internal', region: 'DFW', url: 'https://snet-storage101.example.test/v1/M' },
    ]);
    expect(session.catalog[2]?.endpoints[0]?.region).toBeUndefined();
  });

  it('takes an empty default region for none', () => {
    expect(sessionFromV2({ access: { ...body.access, user: { 'RAX-AUTH:defaultRegion': '' } } }).defaultRegion).toBeUndefined();
  });

  it.each([[{}], [null], [{ access: { token: { id: '' } } }]])('says protocol for %j', (answer) => {
    expect(() => sessionFromV2(answer as never)).toThrow(/no token/);
  });
});
