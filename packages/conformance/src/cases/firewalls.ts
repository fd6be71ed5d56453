import assert from 'node:assert/strict';
import type { FirewallRule } from '@portolan/core';
import type { ConformanceCase } from '../case.ts';
import { expectError } from '../expect-error.ts';

const ABSENT = '00000000-0000-4000-8000-000000000000';
const SSH: FirewallRule = { direction: 'ingress', protocol: 'tcp', fromPort: 22, toPort: 22, cidr: '10.0.0.0/8' };

export const firewallCases: readonly ConformanceCase[] = [
  {
    id: 'firewalls.life',
    title: 'a firewall is made, got, listed, and goes; deleting it again succeeds',
    needs: ['compute.firewalls.create', 'compute.firewalls.delete'],
    run: async ({ cloud, name, cleanup }) => {
      const { firewalls } = cloud.compute;
      const made = await firewalls.create({ name: name('fw'), description: 'portolan conformance' });
      cleanup(() => firewalls.delete(made));
      assert.equal((await firewalls.get(made)).name, made.name);
      assert.deepEqual(
        (await firewalls.list({ name: made.name }).toArray()).map(({ id }) => id),
        [made.id],
      );
      await firewalls.delete(made);
      await firewalls.delete(made);
      await expectError(() => firewalls.get(made), 'not-found');
      await expectError(() => firewalls.get(ABSENT), 'not-found');
    },
  },
  {
    id: 'firewalls.rules',
    title: 'a rule is allowed once however often, and revoked however often',
    needs: ['compute.firewalls.create', 'compute.firewalls.delete', 'compute.firewalls.allow', 'compute.firewalls.revoke'],
    run: async ({ cloud, name, cleanup }) => {
      const { firewalls } = cloud.compute;
      const made = await firewalls.create({ name: name('fw') });
      cleanup(() => firewalls.delete(made));
      const ours = async (): Promise<FirewallRule[]> => (await firewalls.get(made)).rules.filter(({ fromPort }) => fromPort === 22);
      await firewalls.allow(made, SSH);
      await firewalls.allow(made, SSH);
      const [rule, ...more] = await ours();
      assert.deepEqual(more, []);
      assert.deepEqual([rule?.direction, rule?.protocol, rule?.fromPort, rule?.toPort, rule?.cidr], ['ingress', 'tcp', 22, 22, '10.0.0.0/8']);
      await firewalls.revoke(made, SSH);
      await firewalls.revoke(made, SSH);
      assert.deepEqual(await ours(), []);
    },
  },
  {
    id: 'firewalls.refuses',
    title: 'rules that mean nothing are refused before anything is sent',
    needs: ['compute.firewalls.allow'],
    run: async ({ cloud, requests }) => {
      const before = requests();
      for (const bad of [
        { ...SSH, cidr: '10.0.0.0/99' },
        { ...SSH, cidr: 'everywhere' },
        { ...SSH, fromPort: 90, toPort: 80 },
        { ...SSH, toPort: undefined },
        { ...SSH, protocol: 'icmp' as const },
        { ...SSH, cidr: undefined },
        { ...SSH, direction: 'sideways' as never },
      ]) {
        await expectError(() => cloud.compute.firewalls.allow('any', bad), 'invalid-argument');
      }
      assert.equal(requests(), before);
    },
  },
];
