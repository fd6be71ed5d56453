import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { send, TestEngine } from './testing/engine-client.ts';

const TOKEN = '/ovirt-engine/sso/oauth/token';
const login = (more: Readonly<Record<string, string>> = {}): URLSearchParams =>
  new URLSearchParams({ grant_type: 'password', scope: 'ovirt-app-api', username: 'admin@internal', password: 'ovirt-secret', ...more });

let engine: TestEngine;
beforeEach(async () => {
  engine = await TestEngine.start({ tokenLifetimeMs: 60_000 });
});
afterEach(() => engine.close());

describe('the SSO', () => {
  it('gives a bearer token whose exp is text and says nothing', async () => {
    const reply = await engine.sso(TOKEN, login());
    expect(reply.status).toBe(200);
    expect(reply.headers['content-type']).toBe('application/json');
    expect(JSON.parse(reply.text)).toEqual({
      access_token: expect.stringMatching(/^[\w-]{80,}$/),
      scope: 'ovirt-app-api',
      exp: '9223372036854775807',
      token_type: 'bearer',
    });
  });

  it('refuses a wrong password with 400 and error_code', async () => {
    const reply = await engine.sso(TOKEN, login({ password: 'wrong' }));
    expect(reply.status).toBe(400);
    expect(JSON.parse(reply.text)).toEqual({ error_code: 'access_denied', error: 'Cannot authenticate user: Invalid user credentials.' });
  });

  it('refuses a user without a known profile', async () => {
    for (const username of ['admin', 'admin@elsewhere', '']) {
      expect((JSON.parse((await engine.sso(TOKEN, login({ username }))).text) as { error: string }).error).toContain('No valid profile');
    }
  });

  it('names the members of an error otherwise for other scopes', async () => {
    const reply = await engine.sso(TOKEN, login({ scope: 'ovirt-app-api ovirt-ext=token-info:validate', password: 'wrong' }));
    expect(JSON.parse(reply.text)).toEqual({ error: 'access_denied', error_description: expect.any(String) });
  });

  it('wants exactly Accept: application/json', async () => {
    expect((await engine.sso(TOKEN, login(), 'application/json, */*')).status).toBe(400);
  });

  it('refuses other grants and scopes', async () => {
    expect(JSON.parse((await engine.sso(TOKEN, login({ grant_type: 'refresh_token' }))).text)).toMatchObject({ error_code: 'unsupported_grant_type' });
    expect(JSON.parse((await engine.sso(TOKEN, login({ scope: 'other' }))).text)).toMatchObject({ error: 'invalid_scope' });
  });
});

describe('a token', () => {
  const status = async (): Promise<number> => (await engine.get('/clusters')).status;

  it('ends by inactivity, and use keeps it alive', async () => {
    for (let i = 0; i < 3; i += 1) {
      engine.clock.advance(59_000);
      expect(await status()).toBe(200);
    }
    engine.clock.advance(60_000);
    const reply = await engine.get('/clusters');
    expect(reply.status).toBe(401);
    expect(reply.headers['www-authenticate']).toBe('Basic realm="RESTAPI"');
    expect(reply.headers['content-type']).toContain('text/html');
    expect(reply.text).toContain('<html>');
  });

  it('ends with logout', async () => {
    const form = new URLSearchParams({ scope: 'ovirt-app-api', token: engine.token });
    const reply = await engine.sso('/ovirt-engine/services/sso-logout', form);
    expect([reply.status, reply.text]).toEqual([200, '{}']);
    expect(await status()).toBe(401);
    expect(JSON.parse((await engine.sso('/ovirt-engine/services/sso-logout', form)).text) as object).toHaveProperty('error');
  });

  it('ends when all are revoked, and a new one works', async () => {
    engine.emulator.revokeTokens();
    expect(await status()).toBe(401);
    await engine.login();
    expect(await status()).toBe(200);
  });

  it('is needed', async () => {
    expect((await engine.api('GET', '/vms', '', { Authorization: 'Bearer nonsense' })).status).toBe(401);
    expect((await send(`${engine.emulator.url}/ovirt-engine/api`, 'GET')).status).toBe(401);
  });
});

describe('Basic authentication', () => {
  const basic = (text: string): Readonly<Record<string, string>> => ({ Authorization: `Basic ${Buffer.from(text).toString('base64')}` });

  it('works for each request by itself', async () => {
    expect((await engine.api('GET', '/vms', '', basic('admin@internal:ovirt-secret'))).status).toBe(200);
    expect((await engine.api('GET', '/vms', '', basic('admin@internal:no'))).status).toBe(401);
    expect((await engine.api('GET', '/vms', '', basic('admin@internal'))).status).toBe(401);
  });
});
