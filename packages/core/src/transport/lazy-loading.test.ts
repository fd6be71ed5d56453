import { expect, it, vi } from 'vitest';
import { recordingServer, request, textOf } from './testing/local-server.ts';

const loaded = vi.hoisted(() => [] as string[]);
vi.mock('axios', async (original) => {
  loaded.push('axios');
  return original();
});
vi.mock('fast-xml-parser', async (original) => {
  loaded.push('fast-xml-parser');
  return original();
});

it('axios and the XML parser are loaded by their first use, not by import, nor by making a transport', async () => {
  const [{ createTransport }, { parseXml }] = await Promise.all([import('./axios-transport.ts'), import('../codec/xml.ts')]);
  const transport = createTransport();
  expect(loaded).toEqual([]);
  const server = await recordingServer();
  await textOf(await transport.send(request(server.origin), {}));
  expect(loaded).toEqual(['axios']);
  await parseXml('<r/>', { root: 'r' });
  expect(loaded).toEqual(['axios', 'fast-xml-parser']);
  await transport.close();
});
