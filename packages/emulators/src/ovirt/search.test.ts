import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseSearch, SearchError } from './search/parse-search.ts';
import { faultOf, names, TestEngine } from './testing/engine-client.ts';

describe('the query language', () => {
  it('binds and before or, and takes two conditions in a row for and', () => {
    const { anyOf } = parseSearch('name=a* and status=up description="x y" or tag=z');
    expect(anyOf.map((all) => all.map((one) => `${one.field ?? ''}${one.operator}${one.value}`))).toEqual([
      ['name=a*', 'status=up', 'description=x y'],
      ['tag=z'],
    ]);
  });

  it('reads sortby with a direction, then the page', () => {
    expect(parseSearch('sortby name desc page 3')).toEqual({ anyOf: [], sort: { field: 'name', descending: true }, page: 3 });
  });

  it.each(["name='x'", 'name=x; drop', 'name=', 'and name=x', 'name=x or', 'name=x sortby name page 2', 'name=x page zero', 'name="x', 'name=x page 1 more=y'])(
    'refuses %s',
    (text) => {
      expect(() => parseSearch(text)).toThrow(SearchError);
    },
  );
});

describe('searching VMs', () => {
  let engine: TestEngine;
  beforeEach(async () => {
    const servers = ['web1', 'web2', 'Web3', 'db1', 'db2', 'mail'].map((name) => ({ name, tags: name.startsWith('db') ? ['data'] : [] }));
    engine = await TestEngine.start({ seed: { servers } });
  });
  afterEach(() => engine.close());
  const found = async (search: string, more = ''): Promise<(string | undefined)[]> =>
    names((await engine.get(`/vms?search=${encodeURIComponent(search)}${more}`)).xml);

  it('compares without case, unless told', async () => {
    expect(await found('name=WEB*')).toEqual(['web1', 'web2', 'Web3']);
    expect(await found('name=web*', '&case_sensitive=true')).toEqual(['web1', 'web2']);
  });

  it('finds by tag, also by a tag above it', async () => {
    expect(await found('tag=data')).toEqual(['db1', 'db2']);
    const [tag] = (await engine.get('/tags')).xml.children;
    const top = (await engine.api('POST', '/tags', '<tag><name>all</name></tag>')).xml.attributes['id'] ?? '';
    await engine.api('PUT', `/tags/${tag?.attributes['id'] ?? ''}`, `<tag><parent id="${top}"/></tag>`);
    expect(await found('tag=all')).toEqual(['db1', 'db2']);
  });

  it('finds by the internal name of a status, and refuses the wire name', async () => {
    const id = await engine.vm('late');
    await engine.api('POST', `/vms/${id}/snapshots`, '<snapshot><description>s</description></snapshot>');
    expect(await found('status=imagelocked')).toEqual(['late']);
    expect((await engine.get('/vms?search=status%3Dimage_locked')).status).toBe(400);
    expect(await found('status!=down')).toEqual(['late']);
  });

  it('searches all text fields for a bare word', async () => {
    expect(await found('ai')).toEqual(['mail']);
  });

  it('compares numbers, and knows fields of related objects', async () => {
    await engine.vm('big', '<memory>8589934592</memory>');
    expect(await found('memory>2048')).toEqual(['big']);
    expect(await found('template.name=ubuntu-22.04 and vms.name=db* and cluster=Default')).toEqual(['db1', 'db2']);
  });

  it('pages only with max', async () => {
    expect(await found('sortby name desc page 2', '&max=2')).toEqual(['web1', 'mail']);
    expect(await found('page 4', '&max=2')).toEqual([]);
    expect(await found('page 2')).toEqual([]);
    expect(await found('name=*')).toHaveLength(6);
  });

  it('takes parameters of the path, and ignores bad numbers', async () => {
    expect(names((await engine.get('/vms;max=1')).xml)).toEqual(['db1']);
    expect((await engine.get('/vms?max=many')).xml.children).toHaveLength(6);
  });

  it('answers an invalid search with 400', async () => {
    for (const search of ["name='x'", 'nosuch=1', 'memory=lots']) {
      const reply = await engine.get(`/vms?search=${encodeURIComponent(search)}`);
      expect([reply.status, faultOf(reply)]).toEqual([400, expect.stringMatching(/^Operation Failed: The search query is invalid/)]);
    }
  });

  it('answers nothing with an empty wrapper', async () => {
    expect((await engine.get('/vms?search=name%3Dnobody')).text).toContain('<vms/>');
  });
});
