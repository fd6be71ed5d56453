import { inspect } from 'node:util';
import { CloudError, Secret } from 'portolan';
import { describe, expect, it } from 'vitest';
import { Marks } from './marks.ts';
import { Outlets } from './outlets.ts';

const SECRET = `hush?p@ss=w0rd+é/~"%`;

const marked = (): Marks => {
  const marks = new Marks();
  marks.add('password', SECRET);
  return marks;
};

const bytes = Buffer.from(SECRET);

describe('a secret is found', () => {
  it.each([
    ['as it is', `before ${SECRET} after`],
    ['in JSON', JSON.stringify({ a: SECRET })],
    ['inspected', inspect({ a: SECRET })],
    ['in an URL', `http://h/?a=${encodeURIComponent(SECRET)}&b`],
    ['in a form', new URLSearchParams({ a: SECRET }).toString()],
    ['in hex', `x${bytes.toString('hex')}x`],
    ['in HTML', SECRET.replaceAll('"', '&quot;')],
    ['in base64', bytes.toString('base64')],
    ['behind one byte in base64', Buffer.concat([Buffer.from('a'), bytes]).toString('base64')],
    ['behind a user name in base64', Buffer.concat([Buffer.from('joe:'), bytes, Buffer.from('!')]).toString('base64')],
    ['behind two bytes in base64url', Buffer.concat([Buffer.from('ab'), bytes]).toString('base64url')],
  ])('%s', (_how, text) => {
    expect(marked().find(text, 'there')).toMatchObject([{ mark: 'password', where: 'there' }]);
  });

  it('nowhere else', () => {
    expect(marked().find(`hush?p@ss=w0rd ${inspect(new Secret(SECRET))}`, 'there')).toEqual([]);
  });

  it('wherever an error may hide it', () => {
    const hidden = (error: Error): number => {
      const outlets = new Outlets();
      outlets.error(error, 'an error');
      outlets.close();
      return outlets.findings(marked()).length;
    };
    expect(hidden(new CloudError('unknown', 'no'))).toBe(0);
    expect(hidden(new CloudError('unknown', `no ${SECRET}`))).toBeGreaterThan(0);
    expect(hidden(new CloudError('unknown', 'no', { cause: new Error('a', { cause: new Error(SECRET) }) }))).toBeGreaterThan(0);
    expect(hidden(Object.defineProperty(new CloudError('unknown', 'no'), 'request', { value: { headers: { a: SECRET } } }))).toBeGreaterThan(0);
    expect(hidden(new CloudError('unknown', 'no', { problems: [SECRET] }))).toBeGreaterThan(0);
  });

  it('in what is printed', () => {
    const { debug } = console;
    const { write } = process.stderr;
    console.debug = () => undefined;
    process.stderr.write = () => true;
    try {
      const outlets = new Outlets();
      console.debug({ deep: { in: { it: SECRET } } });
      process.stderr.write(`x ${SECRET}`);
      outlets.close();
      expect(new Set(outlets.findings(marked()).map(({ where }) => where.split(',')[0]))).toEqual(new Set(['console.debug', 'stderr']));
    } finally {
      console.debug = debug;
      process.stderr.write = write;
    }
  });
});
