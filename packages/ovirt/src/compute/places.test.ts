import { parseXml, type XmlNode, xmlChildren } from '@portolan/core/driver';
import { describe, expect, it } from 'vitest';
import { choosePlace } from './places.ts';

const nodes = async (item: string, ...all: readonly (readonly [id: string, name: string, center?: string])[]): Promise<readonly XmlNode[]> => {
  const text = all
    .map(([id, name, center]) => `<${item} id="${id}"><name>${name}</name>${center === undefined ? '' : `<data_center id="${center}"/>`}</${item}>`)
    .join('');
  return xmlChildren((await parseXml(`<list>${text}</list>`, { root: 'list' })).root, item);
};
const CLUSTERS = nodes('cluster', ['c1', 'west', 'd2'], ['c2', 'Default', 'd1'], ['c3', 'east', 'd2']);
const CENTERS = nodes('data_center', ['d1', 'Default'], ['d2', 'branch']);

describe('choosePlace', () => {
  it.each([
    [{}, { clusterId: 'c2', dataCenterId: 'd1' }],
    [{ location: 'west' }, { clusterId: 'c1', dataCenterId: 'd2' }],
    [{ location: 'c3' }, { clusterId: 'c3', dataCenterId: 'd2' }],
    [{ dataCenter: 'branch' }, { clusterId: 'c3', dataCenterId: 'd2' }],
    [
      { dataCenter: 'd2', location: 'west' },
      { clusterId: 'c1', dataCenterId: 'd2' },
    ],
  ])('%j is %j', async (wanted, place) => {
    expect(choosePlace(await CLUSTERS, await CENTERS, wanted)).toEqual(place);
  });

  it('names those there are when one is not among them', async () => {
    const clusters = await CLUSTERS;
    const centers = await CENTERS;
    expect(() => choosePlace(clusters, centers, { location: 'north' })).toThrow(/"location".*"north"; there are: Default, east, west/);
    expect(() => choosePlace(clusters, centers, { dataCenter: 'x' })).toThrow(/data center "x"; there are: Default, branch/);
    expect(() => choosePlace(clusters, centers, { dataCenter: 'branch', location: 'Default' })).toThrow(/there are: east, west/);
    expect(() => choosePlace([], centers, {})).toThrow(/shows no cluster/);
  });
});
