import { describe, expect, it } from 'vitest';
import { metadataFromHeaders, metadataToHeaders } from './metadata-headers.ts';

const asServed = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

describe('metadata in headers', () => {
  it.each([
    ['owner', 'ada'],
    ['two-words', 'x'],
    ['under_score', 'x'],
    ['a-x5f', 'x'],
    ['a--x5f_b', 'x'],
    ['a-x2d_', 'x'],
    ['empty', ''],
    ['blank', '  '],
    ['padded', ' a '],
    ['umlaut', 'grüße 😀'],
    ['word', '=?utf-8?b?YQ==?='],
    ['tab', 'a\tb'],
  ])('%s comes back as it was', (name, value) => {
    const headers = metadataToHeaders({ [name]: value });
    expect(metadataFromHeaders(asServed(headers))).toEqual({ [name]: value });
    for (const [header, text] of Object.entries(headers)) {
      expect(header).toMatch(/^X-Object-Meta-[A-Za-z0-9-]+$/);
      expect(text).toBe(text.trim());
      expect(text).not.toBe('');
    }
  });

  it('keeps names apart that would meet as headers', () => {
    expect(Object.keys(metadataToHeaders({ a_b: '1', 'a-b': '2', 'a-x5fb': '3' }))).toHaveLength(3);
  });

  it('reads what other clients wrote', () => {
    expect(metadataFromHeaders({ 'x-object-meta-orig-filename': 'a.txt', 'x-object-meta-caf': 'caf\u00c3\u00a9', 'x-container-meta-x': '1' })).toEqual({
      'orig-filename': 'a.txt',
      caf: 'café',
    });
  });
});
