import { randomUUID } from 'node:crypto';
import { makeImage, makePackage } from './cloudapi/catalog.ts';
import type { Cloud } from './cloudapi/cloud.ts';
import { newComputeNode, newMachine } from './cloudapi/machines/machine.ts';
import { type Account, type Accounts, addKey, newUser } from './identity/accounts.ts';
import type { Tree } from './manta/tree.ts';
import type { SmartdcEmulatorOptions } from './options.ts';

/** Further keys, subusers and accounts of the options. */
export function seedAccounts(options: SmartdcEmulatorOptions, accounts: Accounts, account: Account, tree: Tree, nowMs: number): void {
  for (const [name, key] of Object.entries(options.keys ?? {})) addKey(account, name, key);
  for (const [login, seed] of Object.entries(options.users ?? {})) {
    const user = newUser(login, `${login}@example.test`, nowMs);
    account.users.push(user);
    for (const [name, key] of Object.entries(seed.keys ?? {})) addKey(user, name, key);
    if (seed.rules === undefined) continue;
    const policy = { id: randomUUID(), name: `${login}-policy`, rules: [...seed.rules] };
    account.policies.push(policy);
    const members = [{ type: 'subuser' as const, id: user.id, default: true }];
    account.roles.push({ id: randomUUID(), name: `${login}-role`, members, policyIds: [policy.id] });
    for (const path of seed.resources ?? []) account.roleTags.set(path, [...(account.roleTags.get(path) ?? []), `${login}-role`]);
  }
  for (const [login, seed] of Object.entries(options.accounts ?? {})) {
    const other = accounts.add(login, nowMs, seed.operator === true);
    other.disabled = seed.disabled === true;
    for (const [name, key] of Object.entries(seed.keys ?? {})) addKey(other, name, key);
    tree.addAccount(login, nowMs);
  }
}

/** Further images, packages and machines of the options. */
export function seedCloud(options: SmartdcEmulatorOptions, cloud: Cloud, account: Account, nowMs: number): void {
  const { images = [], packages = [], machines = [] } = options.seed ?? {};
  for (const image of images) cloud.images.push(makeImage({ version: '1.0.0', os: 'linux', type: 'lx-dataset', ...image }, nowMs));
  for (const size of packages) cloud.packages.push(makePackage(size));
  const image = cloud.images[0];
  const size = cloud.packages[0];
  if (image === undefined || size === undefined) return;
  for (const seed of machines) {
    const machine = newMachine({
      id: randomUUID(),
      ownerId: account.id,
      name: seed.name,
      brand: 'joyent',
      imageId: image.id,
      packageId: size.id,
      memoryMiB: size.memoryMiB,
      diskMiB: size.diskMiB,
      createdMs: nowMs,
    });
    machine.state = 'running';
    machine.computeNode = newComputeNode();
    machine.tags = { ...seed.tags };
    machine.metadata = { ...seed.metadata };
    cloud.machines.unshift(machine);
  }
}
