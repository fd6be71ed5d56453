import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  assertHeader,
  bytesBody,
  createTransport,
  encodeForm,
  encodePath,
  encodePathSegment,
  encodeQuery,
  redactUrl,
  type Transport,
  utf8FromHeader,
  utf8ToHeader,
  withQuery,
} from '@portolan/core/driver';
import fc from 'fast-check';
import { CloudError } from 'portolan';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anyText, runs } from './bounded.ts';

interface Echoed {
  readonly target: string;
  /** Pairs as they came, ISO 8859-1. */
  readonly headers: readonly string[];
  readonly body: string;
}

const text = anyText.map((one) => one.toWellFormed());

describe('what is put on the wire arrives', () => {
  let server: Server;
  let origin: string;
  let transport: Transport;
  beforeAll(async () => {
    server = createServer((message, response) => {
      const chunks: Buffer[] = [];
      message.on('data', (chunk: Buffer) => chunks.push(chunk));
      message.on('end', () => {
        const echoed: Echoed = { target: message.url ?? '', headers: message.rawHeaders, body: Buffer.concat(chunks).toString('base64') };
        response.end(JSON.stringify(echoed));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    transport = createTransport();
  });
  afterAll(async () => {
    await transport.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  const echo = async (method: string, target: string, headers: Readonly<Record<string, string>> = {}, body?: Uint8Array): Promise<Echoed> => {
    const answer = await transport.send({ method, origin, target, headers, ...(body === undefined ? {} : { body: bytesBody(Buffer.from(body)) }) }, {});
    const chunks: Buffer[] = [];
    for await (const chunk of answer.body as AsyncIterable<Buffer>) chunks.push(chunk);
    return JSON.parse(Buffer.concat(chunks).toString('utf8')) as Echoed;
  };

  it('the target, byte for byte; paths and queries as the text they were made of', async () => {
    const query = fc.array(fc.tuple(text, text), { maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(fc.array(text, { maxLength: 4 }), query, async (segments, pairs) => {
        const target = withQuery(`/${segments.map(encodePathSegment).join('/')}`, pairs);
        const { target: arrived } = await echo('GET', target);
        expect(arrived).toBe(target);
        const [path = '', ...rest] = arrived.split('?');
        expect(path.slice(1).split('/').map(decodeURIComponent)).toEqual(segments.length === 0 ? [''] : segments);
        expect([...new URLSearchParams(rest.join('?'))]).toEqual(pairs);
        expect(encodePath(segments.join('/')).split('/').map(decodeURIComponent).join('/')).toBe(segments.join('/'));
      }),
      runs(250),
    );
  });

  it('headers, or they are refused before anything is sent', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(text, fc.string({ unit: fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code)), maxLength: 30 })),
        async (value) => {
          const headerOf = ({ headers }: Echoed): string | undefined => headers[headers.indexOf('X-Fuzz') + 1];
          expect(utf8FromHeader(utf8ToHeader(value))).toBe(value);
          let refused: unknown;
          try {
            assertHeader('X-Fuzz', value);
          } catch (error) {
            refused = error;
          }
          if (refused === undefined) expect(headerOf(await echo('GET', '/', { 'X-Fuzz': value }))).toBe(value);
          else {
            expect(refused).toMatchObject({ code: 'invalid-argument', outcome: 'not-done' });
            expect(refused).toBeInstanceOf(CloudError);
          }
          const utf8 = utf8ToHeader(value);
          // The C1 controls are within ISO 8859-1; those of ASCII no header can carry, nor blanks around it.
          if (/[\u0000-\u0008\u000a-\u001f\u007f]/.test(utf8) || utf8 !== utf8.trim()) return;
          expect(utf8FromHeader(headerOf(await echo('GET', '/', { 'X-Fuzz': utf8 })) ?? '')).toBe(value);
        },
      ),
      runs(200),
    );
  });

  it('bodies and forms', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 2000 }), fc.array(fc.tuple(text, text), { maxLength: 4 }), async (bytes, pairs) => {
        expect(Buffer.from((await echo('PUT', '/', {}, bytes)).body, 'base64')).toEqual(Buffer.from(bytes));
        const form = Buffer.from((await echo('POST', '/', {}, Buffer.from(encodeForm(pairs)))).body, 'base64').toString('latin1');
        expect([...new URLSearchParams(form)]).toEqual(pairs);
      }),
      runs(100),
    );
  });

  it('nothing that node would cut in two or rewrite: such targets are refused or arrive', async () => {
    const raw = fc.string({ unit: fc.integer({ min: 0, max: 300 }).map((code) => String.fromCharCode(code)), maxLength: 20 }).map((tail) => `/${tail}`);
    await fc.assert(
      fc.asyncProperty(raw, async (target) => {
        try {
          expect((await echo('GET', target)).target).toBe(target);
        } catch (error) {
          if (!(error instanceof CloudError)) throw error;
          expect(['invalid-argument', 'protocol', 'unavailable']).toContain(error.code);
        }
      }),
      runs(150),
    );
  });
});

describe('encoders', () => {
  it('encode halves of surrogate pairs never, and all else to unreserved characters alone', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)), maxLength: 20 }), (one) => {
        if (!one.isWellFormed()) {
          expect(() => encodePathSegment(one)).toThrow(CloudError);
          return;
        }
        expect(encodePathSegment(one)).toMatch(/^([A-Za-z0-9._~-]|%[0-9A-F]{2})*$/);
        expect(encodeQuery({ [one]: one })).toBe(`${encodePathSegment(one)}=${encodePathSegment(one)}`);
      }),
      runs(2000),
    );
  });

  it('redact secrets of any URL, and never fail', () => {
    const name = fc.constantFrom('X-Amz-Signature', 'token', 'password', 'x%2Damz%2Dsecurity%2Dtoken', 'api_key', 'TEMP_URL_SIG');
    fc.assert(
      fc.property(text, name, text, (before, secret, after) => {
        const url = `https://h/${encodePath(before)}?a=${encodePathSegment(before)}&${secret}=hush-hush&b=${encodePathSegment(after)}`;
        expect(redactUrl(url)).not.toContain('hush');
        expect(redactUrl(`https://user:hush-hush@h/${encodePath(before)}`)).not.toContain('hush');
        redactUrl(before + after);
      }),
      runs(1000),
    );
  });
});
