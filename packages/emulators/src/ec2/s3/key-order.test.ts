import { expect, it } from 'vitest';
import { compareKeys, OrderedKeys } from './key-order.ts';

it('orders keys by their UTF-8 bytes, where UTF-16 would not', () => {
  const keys = ['😀', 'Ａ', 'z', 'é', 'a', 'a/', 'a!', '\uffee'];
  const byBytes = [...keys].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  expect([...keys].sort(compareKeys)).toEqual(byBytes);
  expect([...keys].sort()).not.toEqual(byBytes);
});

it('stays in order through single and many insertions and removals', () => {
  const keys = new OrderedKeys();
  const expected = new Set<string>();
  for (let i = 0; i < 1000; i += 1) {
    const key = `k${(i * 7919) % 1000}`;
    if (expected.has(key)) continue;
    keys.add(key);
    expected.add(key);
    if (i % 3 === 0) {
      const gone = `k${(i * 31) % 1000}`;
      if (expected.delete(gone)) keys.remove(gone);
    }
    if (i % 50 === 0) keys.all();
  }
  expect(keys.all()).toEqual([...expected].sort(compareKeys));
});
