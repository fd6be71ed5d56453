import type { XmlValue } from './xml-node.ts';

export type MutableNode = Record<string, XmlValue>;

// Records inherit nothing, so that `node['constructor']` is what the document says. Yet V8 lays them out like instances of a class;
// what comes of `Object.create(null)` is a hash table, at five times the cost.
function Node(this: object): void {}
Node.prototype = Object.freeze(Object.create(null));

/** An empty record for an XML element. */
export function newNode(): MutableNode {
  return new (Node as unknown as new () => MutableNode)();
}
