import { describe, expect, it } from 'vitest';
import { canonicalRange, rangeOfTargets, targetsOf } from './ranges.ts';

describe('a range as targets, and back', () => {
  it.each([
    ['10.0.0.0/8', ['subnet 10.0.0.0/8'], '10.0.0.0/8'],
    ['10.1.2.3/8', ['subnet 10.0.0.0/8'], '10.0.0.0/8'],
    ['10.1.2.3/13', ['subnet 10.0.0.0/13'], '10.0.0.0/13'],
    ['192.0.2.7/32', ['ip 192.0.2.7'], '192.0.2.7/32'],
    ['0.0.0.0/0', ['subnet 0.0.0.0/1', 'subnet 128.0.0.0/1'], '0.0.0.0/0'],
    ['128.0.0.0/1', ['subnet 128.0.0.0/1'], '128.0.0.0/1'],
    ['2001:0DB8:0:0::1/32', ['subnet 2001:db8::/32'], '2001:db8::/32'],
    ['::1/128', ['ip ::1'], '::1/128'],
    ['::/0', ['subnet ::/1', 'subnet 8000::/1'], '::/0'],
    ['::ffff:192.0.2.1/128', ['ip ::ffff:c000:201'], '::ffff:c000:201/128'],
    ['1:2:3:4:5:6:7:8/127', ['subnet 1:2:3:4:5:6:7:8/127'], '1:2:3:4:5:6:7:8/127'],
  ])('%s is %j and is told as %s', (cidr, targets, told) => {
    expect(targetsOf(cidr)).toEqual(targets);
    expect(rangeOfTargets([...targets].reverse())).toBe(told);
    expect(canonicalRange(cidr)).toBe(told);
  });

  it('a link of one machine is no range of a rule', () => {
    expect(targetsOf('fe80::1%eth0/64')).toBeUndefined();
  });

  it.each([
    [['subnet 10.0.0.0/8', 'subnet 192.168.0.0/16']],
    [['subnet 0.0.0.0/1', 'subnet 8000::/1']],
    [['subnet 0.0.0.0/1', 'subnet 0.0.0.0/1']],
    [['subnet 10.0.0.0']],
    [['ip 10.0.0.1/8']],
    [['any']],
    [['vm 0f1e2d3c-0000-4000-8000-000000000000']],
  ])('%j are not one range', (targets) => {
    expect(rangeOfTargets(targets)).toBeUndefined();
  });
});
