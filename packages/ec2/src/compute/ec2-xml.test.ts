import { parseXml } from '@portolan/core/driver';
import { describe, expect, it } from 'vitest';
import { LIST_ITEMS, plain } from './ec2-xml.ts';

const read = async (text: string): Promise<unknown> => JSON.parse(JSON.stringify(plain((await parseXml(text, { root: 'R', arrays: LIST_ITEMS })).root)));

describe('plain', () => {
  it('makes lists of lists: none, one, many, and lists in lists', async () => {
    expect(
      await read(
        '<R xmlns="http://ec2.amazonaws.com/doc/2014-10-01/"><requestId>r</requestId><reservationSet><item><instancesSet><item><instanceId>i-1</instanceId><tagSet/></item></instancesSet></item></reservationSet><zones/><groupSet/><ipPermissions>\n  <item><ipRanges><item><cidrIp>0.0.0.0/0</cidrIp></item><item><cidrIp>::/0</cidrIp></item></ipRanges></item>\n</ipPermissions></R>',
      ),
    ).toEqual({
      requestId: 'r',
      reservationSet: [{ instancesSet: [{ instanceId: 'i-1', tagSet: [] }] }],
      zones: '',
      groupSet: [],
      ipPermissions: [{ ipRanges: [{ cidrIp: '0.0.0.0/0' }, { cidrIp: '::/0' }] }],
    });
  });

  it('leaves numbers, booleans and blanks the text they are', async () => {
    expect(await read('<R><ownerId>012345678901</ownerId><a>1e3</a><b>true</b><c> x </c></R>')).toEqual({
      ownerId: '012345678901',
      a: '1e3',
      b: 'true',
      c: ' x ',
    });
  });

  it('has no list where something else stands in its place', async () => {
    expect(await read('<R><tagSet>nonsense</tagSet><groupSet><other/></groupSet></R>')).toEqual({ tagSet: [], groupSet: [] });
  });
});
