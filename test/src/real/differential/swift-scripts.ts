import { access } from './swift-scripts/access.ts';
import type { Scripts } from './swift-scripts/asks.ts';
import { bulk } from './swift-scripts/bulk.ts';
import { largeObjects } from './swift-scripts/large-objects.ts';
import { objects } from './swift-scripts/objects.ts';
import { versions } from './swift-scripts/versions.ts';

/** Each by itself, on containers of its own. What they do is done on both sides, and what came of it compared. */
export const SCRIPTS: Scripts = { ...objects, ...largeObjects, ...versions, ...bulk, ...access };
