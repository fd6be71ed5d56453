import { coldStart } from './cold-start.ts';
import { latency } from './latency.ts';
import { listing } from './listing.ts';
import { ovirt } from './ovirt.ts';
import type { Scenario } from './scenario.ts';
import { serverLists } from './server-lists.ts';
import { signing } from './signing.ts';
import { smallRequests } from './small-requests.ts';
import { streams } from './streams.ts';
import { waiting } from './waiting.ts';

/** In the order of the design's table of targets. */
export const scenarios: readonly Scenario[] = [smallRequests, signing, listing, streams, latency, coldStart, ovirt, waiting, serverLists];
