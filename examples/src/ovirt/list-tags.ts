import type { Cloud } from 'portolan';

/** The tree of tags, as paths. */
export async function example(cloud: Cloud<'ovirt'>): Promise<string> {
  const tags = cloud.native.sdk.system().tagsService();
  const parent = await tags.add({ tag: { name: 'europe' } });
  await tags.add({ tag: { name: 'berlin', parent: { id: parent.id } } });
  const all = await tags.list();
  const path = (id: string | undefined): string[] => {
    const one = all.find((tag) => tag.id === id);
    return one === undefined ? [] : [...path(one.parent?.id), one.name ?? ''];
  };
  const paths = all.map(({ id }) => path(id).join('/'));
  await tags.tagService(parent.id ?? '').remove();
  return paths.sort().join('\n');
}
