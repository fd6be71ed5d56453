import type { Transport } from '@portolan/core/driver';
import type { Marks } from './marks.ts';

/** Wraps a transport so that every token and signature that passes, either way, becomes a secret to look for. */
export function collectTokens(marks: Marks): (standard: Transport) => Transport {
  const add = (label: string, secret: string | undefined): void => {
    if (secret !== undefined && secret.length >= 16) marks.add(label, secret);
  };
  return (standard) => ({
    send: async (request, options) => {
      for (const [name, value] of Object.entries(request.headers)) {
        const lower = name.toLowerCase();
        if (lower === 'authorization') {
          add('issued token', /^Bearer (.+)$/.exec(value)?.[1]);
          add('Basic credentials', /^Basic (.+)$/.exec(value)?.[1]);
          add('signature', /signature="?([^",]+)/i.exec(value)?.[1]);
        } else if (/^x-(auth|subject|storage)-token$|^x-amz-security-token$/.test(lower)) add('issued token', value);
      }
      const response = await standard.send(request, options);
      add('issued token', response.headers['x-subject-token']);
      // Tokens of answers that are never used: the sign-in was cut off, or refused afterwards.
      if (/token/i.test(request.target)) {
        let text = '';
        const { push } = response.body;
        response.body.push = function (this: typeof response.body, chunk: unknown, encoding?: BufferEncoding): boolean {
          if (chunk instanceof Uint8Array) text += Buffer.from(chunk).toString('latin1');
          add('issued token', /"access_token"\s*:\s*"([^"]+)"/.exec(text)?.[1]);
          add('issued token', /"token"\s*:\s*\{[^{}]*"id"\s*:\s*"([^"]+)"/.exec(text)?.[1]);
          return push.call(this, chunk, encoding);
        };
      }
      return response;
    },
    close: () => standard.close(),
  });
}
