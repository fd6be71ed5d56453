import { parseXml, type XmlNode, xmlChildren } from '@portolan/core/driver';
import { describe, expect, it } from 'vitest';
import { chooseProfile } from './vnic-profiles.ts';

const nodes = async (xml: string): Promise<readonly XmlNode[]> => xmlChildren((await parseXml(`<r>${xml}</r>`, { root: 'r' })).root, 'x');
const profile = (id: string, name: string, network: string, mode = 'disabled'): string =>
  `<x id="${id}"><name>${name}</name><network id="${network}"/><pass_through><mode>${mode}</mode></pass_through></x>`;

describe('chooseProfile', () => {
  const network = async (): Promise<XmlNode> => (await nodes('<x id="n1"><name>blue</name><data_center id="d1"/></x>'))[0] as XmlNode;

  it('takes the profile of the network’s name, else the first by name', async () => {
    const own = await nodes(profile('p1', 'a', 'n1') + profile('p2', 'blue', 'n1') + profile('p3', 'blue', 'n2'));
    expect(chooseProfile(await network(), own, 'd1')).toBe('p2');
    const others = await nodes(profile('p5', 'b', 'n1') + profile('p4', 'a', 'n1'));
    expect(chooseProfile(await network(), others, 'd1')).toBe('p4');
  });

  it('never takes one that hands a card of the host through', async () => {
    const through = await nodes(profile('p1', 'blue', 'n1', 'enabled'));
    expect(() => chooseProfile(through[0] as XmlNode, through, 'd1')).toThrow(/no vNIC profile/);
  });

  it('refuses networks of another data center, which the engine would refuse when the server is there', async () => {
    const own = await nodes(profile('p2', 'blue', 'n1'));
    const there = await network();
    expect(() => chooseProfile(there, own, 'd2')).toThrow(/another data center/);
  });
});
