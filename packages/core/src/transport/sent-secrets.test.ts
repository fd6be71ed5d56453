import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { CloudError } from '../errors/cloud-error.ts';
import { responseError } from '../errors/response-error.ts';
import { unexpectedBody } from '../errors/unexpected-body.ts';
import { formBody, jsonBody } from './body.ts';
import { redactExcerpt } from './redact.ts';
import { hideSent } from './sent-secrets.ts';
import { bench } from './testing/fake-connection.ts';
import { rejectionOf, request } from './testing/local-server.ts';
import type { HttpRequest } from './transport.ts';

const sent = (parts: Partial<HttpRequest>): ((text: string) => string) => hideSent(request('https://h', '/p', parts));

describe('hideSent', () => {
  it.each([
    ['a bearer token', { Authorization: 'Bearer abcdefghijkl' }, 'refused Bearer abcdefghijkl now', 'refused Bearer *** now'],
    ['a token of its own header', { 'X-Auth-Token': 'gAAAAABhush1' }, 'no gAAAAABhush1.', 'no ***.'],
    ['the password of Basic', { Authorization: `Basic ${Buffer.from('ann:open sesame').toString('base64')}` }, 'ann, open sesame', 'ann, ***'],
    ['the signature alone', { Authorization: 'AWS4-HMAC-SHA256 Credential=AK/1, Signature=0123456789ab' }, 'AK/1 0123456789ab', 'AK/1 ***'],
    ['the signature of version 2', { Authorization: 'AWS AKID:c2lnbmF0dXJl' }, 'AKID: c2lnbmF0dXJl', 'AKID: ***'],
    ['one that the server cut', { 'X-Auth-Token': 'gAAAAABhush-and-much-more' }, 'no gAAAAABhush-…', 'no ***…'],
    ['the second key of temporary URLs', { 'X-Account-Meta-Temp-URL-Key-2': 'second-key' }, 'set second-key', 'set ***'],
    ['what begins like another, too', { 'X-Auth-Token': 'password', 'X-Secret': 'password-and-more' }, 'password-and-more', '***'],
  ])('hides %s', (_what, headers, text, expected) => {
    expect(sent({ headers })(text)).toBe(expected);
  });

  it('leaves what is no secret of the request', () => {
    const text = 'copy source /bucket/key is not there; AWS4-HMAC-SHA256 is not supported';
    expect(sent({ headers: { 'x-amz-copy-source': '/bucket/key', Authorization: 'AWS4-HMAC-SHA256 Credential=x, Signature=abcdef' } })(text)).toBe(text);
  });

  it('hides passwords and keys of bodies, however they are written', () => {
    const password = 'p@ss "wörd" & more';
    const json = sent({ method: 'POST', headers: { 'Content-Type': 'application/json' }, body: jsonBody({ auth: { user: { name: 'demo', password } } }) });
    for (const form of [password, JSON.stringify(password).slice(1, -1), encodeURIComponent(password), 'p@ss &quot;wörd&quot; &amp; more']) {
      expect(json(`user demo: ${form}!`)).toBe('user demo: ***!');
    }
    const form = sent({
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: formBody({ username: 'admin', password }),
    });
    expect(form(`username=admin&password=${encodeURIComponent(password)}`)).toBe('username=admin&password=***');
    expect(form(`admin ${password}`)).toBe('admin ***');
  });

  it.each(['passcode', 'auth_key', 'privatekey', 'private_key', 'adminPass'])('hides a member called %s', (name) => {
    const json = sent({ method: 'POST', headers: { 'Content-Type': 'application/json' }, body: jsonBody({ deep: [{ [name]: '012345' }] }) });
    expect(json(`{"${name}":"012345"} of 7`)).toBe(`{"${name}":"***"} of 7`);
  });

  it('hides the token that Keystone is asked to renew, and signatures of queries', () => {
    const renew = sent({
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: jsonBody({ auth: { identity: { token: { id: 'gAAAAAB12345' } } } }),
    });
    expect(renew('token gAAAAAB12345')).toBe('token ***');
    expect(sent({ target: '/k?X-Amz-Signature=abcdef0123' })('/k?X-Amz-Signature=abcdef0123')).toBe('/k?X-Amz-Signature=***');
  });
});

describe('an answer that repeats the request', () => {
  const secret = 'hush-hush-hush';
  const asked = request('https://h', '/p', { headers: { 'X-Auth-Token': secret } });
  const printed = (error: unknown): string => `${inspect(error, { showHidden: true })} ${JSON.stringify(error)} ${String((error as Error).stack)}`;

  it('shows no secret in the error that the driver makes of it', async () => {
    const { client } = bench([{ status: 400, body: `you sent X-Auth-Token: ${secret}` }], {
      toError: (failure) => responseError(failure, { message: failure.body.toString('utf8').slice(0, 30), providerCode: failure.body.toString('utf8') }),
    });
    const error = await rejectionOf(client.json(asked));
    expect(printed(error)).toContain('you sent X-Auth-Token: ***');
    expect(printed(error)).not.toContain('hush');
  });

  it('shows none when its status says success', async () => {
    const { client } = bench([{ status: 200, body: `you sent X-Auth-Token: ${secret}` }]);
    const error = await rejectionOf(client.json(asked));
    expect(error).toMatchObject({ code: 'protocol' });
    expect(printed(error)).toContain('***');
    expect(printed(error)).not.toContain('hush');
  });

  it('shows none in causes', () => {
    const error = new CloudError('unknown', secret, { cause: new CloudError('unknown', secret, { cause: new SyntaxError(`unexpected ${secret}`) }) });
    error.inContext({ provider: 'test', operation: 'things.get' }).hiding((text) => text.replaceAll(secret, '***'));
    expect(error.message).toBe('test things.get: ***');
    expect(`${printed(error)} ${printed(error.cause)} ${printed((error.cause as Error).cause)}`).not.toContain('hush');
  });
});

describe('an excerpt', () => {
  it.each([
    ['{"access_token":"eyJhbGciOi', '{"access_token":"***'],
    ['{"access":{"token":{"expires":"2026","id":"abc', '{"access":{"token":{"expires":"2026","id":"***'],
    ['<SecretAccessKey>abc</SecretAccessKey><Id>1', '<SecretAccessKey>***</SecretAccessKey><Id>1'],
    ['grant=x&password=abc&y=1', 'grant=x&password=***&y=1'],
    ['<html><body>It works!', '<html><body>It works!'],
  ])('of %s is %s', (text, expected) => {
    expect(redactExcerpt(text)).toBe(expected);
  });

  it('of an answer that breaks off has no part of a token, wherever it is cut', () => {
    for (let pad = 0; pad < 220; pad += 1) {
      const { message } = unexpectedBody('it is not JSON', {}, `{"pad":"${'x'.repeat(pad)}","access_token":"hushhushhush`);
      expect(message).not.toContain('hush');
    }
  });
});
