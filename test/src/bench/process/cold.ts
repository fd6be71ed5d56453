import { registerLoads } from './loads.ts';

/** One signed get in a fresh process; prints what came and which packages of ours it took. */
const drivers = registerLoads();
const [, , name = '', arena = '{}'] = process.argv;
const { openContender } = (await import(`../contenders/${name}.js`)) as typeof import('../contenders/portolan.ts');
const contender = await openContender(JSON.parse(arena) as Parameters<typeof openContender>[0]);
const counted = (await contender.get?.('size-4096')) ?? 0;
await contender.close?.();
process.stdout.write(JSON.stringify({ counted, drivers: await drivers() }), () => process.exit());
