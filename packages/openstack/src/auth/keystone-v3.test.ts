import { isCloudError, Secret } from '@portolan/core/driver';
import { describe, expect, it } from 'vitest';
import type { Credentials, Scope } from '../settings.ts';
import { authenticateV3, revokeV3, sessionFromV3 } from './keystone-v3.ts';

const root = { origin: 'https://id.example.test:5000', path: '/identity' };
const user = { name: 'ada', domain: { name: 'Default' } } as const;
const password: Credentials = { kind: 'password', user, password: new Secret('s3cret') };

const sent = (credentials: Credentials, scope?: Scope): unknown => {
  const request = authenticateV3(root, { credentials, scope }, { Accept: 'application/json' }, 59_000);
  return JSON.parse(Buffer.from(request.body?.open() as Uint8Array).toString('utf8'));
};

describe('authenticateV3', () => {
  it('posts to the versioned path and may be repeated', () => {
    const request = authenticateV3(root, { credentials: password }, {}, 0);
    expect(request).toMatchObject({ method: 'POST', origin: root.origin, target: '/identity/v3/auth/tokens', idempotent: true });
  });

  it('sends name, domain and password with a project scope', () => {
    expect(sent(password, { project: { name: 'lab', domain: { name: 'Default' } } })).toEqual({
      auth: {
        identity: { methods: ['password'], password: { user: { name: 'ada', domain: { name: 'Default' }, password: 's3cret' } } },
        scope: { project: { name: 'lab', domain: { name: 'Default' } } },
      },
    });
  });

  it('sends no domain with ids', () => {
    expect(sent({ kind: 'password', user: { id: 'u-77' }, password: new Secret('p') }, { project: { id: '8f4c0d' } })).toEqual({
      auth: { identity: { methods: ['password'], password: { user: { id: 'u-77', password: 'p' } } }, scope: { project: { id: '8f4c0d' } } },
    });
  });

  it('sends no scope with an application credential', () => {
    const secret = new Secret('cr3d');
    expect(sent({ kind: 'application-credential', credential: { id: 'ac-1' }, secret }, { project: { id: '8f4c0d' } })).toEqual({
      auth: { identity: { methods: ['application_credential'], application_credential: { id: 'ac-1', secret: 'cr3d' } } },
    });
    expect(sent({ kind: 'application-credential', credential: { name: 'dev', user }, secret })).toEqual({
      auth: { identity: { methods: ['application_credential'], application_credential: { name: 'dev', user, secret: 'cr3d' } } },
    });
  });

  it.each<[Scope, unknown]>([
    [{ domain: { id: 'default' } }, { domain: { id: 'default' } }],
    [{ system: 'all' }, { system: { all: true } }],
    [{ trustId: 't-1' }, { 'OS-TRUST:trust': { id: 't-1' } }],
  ])('writes the scope %j', (scope, expected) => {
    expect(sent({ kind: 'token', token: new Secret('old') }, scope)).toEqual({
      auth: { identity: { methods: ['token'], token: { id: 'old' } }, scope: expected },
    });
  });
});

describe('sessionFromV3', () => {
  it('reads the token from the header and the catalog from the body', () => {
    const session = sessionFromV3(
      {
        token: {
          expires_at: '2030-01-02T04:04:05.000000Z',
          user: { id: 'u-77' },
          project: { id: '8f4c0d', name: 'lab' },
          catalog: [
            { type: 'compute', name: 'nova', endpoints: [{ interface: 'public', region: 'old', region_id: 'RegionOne', url: 'http://127.0.0.1:8774/v2.1' }] },
            { type: 'sharev2', endpoints: [] },
            {
              type: 'odd',
              endpoints: [
                { interface: 'publicest', url: 'http://x' },
                { interface: 'admin', region: null, url: 'http://y' },
              ],
            },
          ],
        },
      },
      { 'x-subject-token': 'gAAAAABexample-token' },
    );
    expect(session).toMatchObject({ token: 'gAAAAABexample-token', userId: 'u-77', projectId: '8f4c0d', projectName: 'lab' });
    expect(session.expiresAt?.toISOString()).toBe('2030-01-02T04:04:05.000Z');
    expect(session.catalog).toEqual([
      { type: 'compute', name: 'nova', endpoints: [{ interface: 'public', region: 'RegionOne', url: 'http://127.0.0.1:8774/v2.1' }] },
      { type: 'sharev2', name: '', endpoints: [] },
      { type: 'odd', name: '', endpoints: [{ interface: 'admin', region: undefined, url: 'http://y' }] },
    ]);
  });

  it.each([
    [{ token: {} }, {}],
    [{}, { 'x-subject-token': 't' }],
    [null, { 'x-subject-token': 't' }],
  ])('says protocol for the answer %j with headers %j', (body, headers) => {
    let error: unknown;
    try {
      sessionFromV3(body as never, headers as Record<string, string>);
    } catch (caught) {
      error = caught;
    }
    expect(isCloudError(error, 'protocol')).toBe(true);
  });
});

it('a token is ended with itself, in headers and not in the path', () => {
  const request = revokeV3(root, 'tok', {});
  expect(request).toMatchObject({ method: 'DELETE', target: '/identity/v3/auth/tokens', headers: { 'X-Auth-Token': 'tok', 'X-Subject-Token': 'tok' } });
});
