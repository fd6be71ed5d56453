import { coldStart } from './cold-start.ts';
import { latency } from './latency.ts';
import { listing } from './listing.ts';
import type { Scenario } from './scenario.ts';
import { smallRequests } from './small-requests.ts';
import { streams } from './streams.ts';

export const scenarios: readonly Scenario[] = [smallRequests, listing, streams, latency, coldStart];
