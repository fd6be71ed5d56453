import { expect, it } from 'vitest';
import { planSubnet } from './subnet.ts';

it.each([
  ['10.77.0.0/24', { gateway: '10.77.0.1', first: '10.77.0.2', last: '10.77.0.254' }],
  ['192.168.128.0/22', { gateway: '192.168.128.1', first: '192.168.128.2', last: '192.168.131.254' }],
  ['10.0.0.8/29', { gateway: '10.0.0.9', first: '10.0.0.10', last: '10.0.0.14' }],
  ['10.0.0.0/8', { gateway: '10.0.0.1', first: '10.0.0.2', last: '10.255.255.254' }],
])('%s has its first address for the router and keeps network and broadcast free', (cidr, expected) => {
  expect(planSubnet(cidr)).toEqual(expected);
});

it.each(['10.0.0.7/24', '10.0.0.0/30', '10.0.0.0/7', 'fd00::/64', '10.0.0.0', '10.0.0.256/24', ''])('%j is none', (cidr) => {
  expect(planSubnet(cidr)).toBeUndefined();
});
