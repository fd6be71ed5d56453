import { expect, it } from 'vitest';
import type { NetworkWire } from '../networks/wire.ts';
import { chooseNetwork } from './default-networks.ts';

const net = (id: string, more: Partial<NetworkWire> = {}): NetworkWire => ({
  id,
  subnets: ['s'],
  project_id: 'ours',
  created_at: '2030-01-01T00:00:00Z',
  ...more,
});

it('takes the project’s own and oldest network, never one that leads outside, is down or has no subnet', () => {
  const networks = [
    net('external', { 'router:external': true, created_at: '2020-01-01T00:00:00Z' }),
    net('shared', { project_id: 'theirs', shared: true, created_at: '2021-01-01T00:00:00Z' }),
    net('down', { admin_state_up: false, created_at: '2022-01-01T00:00:00Z' }),
    net('bare', { subnets: [], created_at: '2022-01-01T00:00:00Z' }),
    net('young', { created_at: '2031-01-01T00:00:00Z' }),
    net('old'),
  ];
  expect(chooseNetwork(networks, 'ours')).toBe('old');
  expect(chooseNetwork(networks.slice(0, 4), 'ours')).toBe('shared');
  expect(chooseNetwork(networks.slice(0, 1), 'ours')).toBeUndefined();
});
