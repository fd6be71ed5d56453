import type { Bucket, Image, KeyPair, ObjectInfo, ObjectSummary, Secret, Server, Size } from '@portolan/core/driver';
import type { ImageWire } from './compute/images/images.ts';
import type { KeyPairWire } from './compute/key-pairs/key-pairs.ts';
import type { ServerWire } from './compute/servers/wire.ts';
import type { FlavorWire } from './compute/sizes/sizes.ts';
import type { ContainerRowWire } from './storage/buckets/buckets.ts';
import type { ObjectRowWire } from './storage/objects/wire.ts';

// Typed views of `raw`, for resources that this provider returned.

/** Nova's server. After a create it has little more than its id. */
export const novaServerOf = (server: Server): ServerWire => server.raw as ServerWire;

/** The password of root or Administrator, which only a create tells. */
export const adminPasswordOf = (server: Server): Secret | undefined => (server.raw as { readonly adminPass?: Secret }).adminPass;

export const glanceImageOf = (image: Image): ImageWire => image.raw as ImageWire;

export const flavorOf = (size: Size): FlavorWire => size.raw as FlavorWire;

export const novaKeyPairOf = (keyPair: KeyPair): KeyPairWire => keyPair.raw as KeyPairWire;

/** A listing's row; of a bucket from `get` or `create`, the answer's headers. */
export const containerOf = (bucket: Bucket): ContainerRowWire | Readonly<Record<string, string>> => bucket.raw as ContainerRowWire;

/** A listing's row. */
export const swiftObjectOf = (object: ObjectSummary): ObjectRowWire => object.raw as ObjectRowWire;

/** The headers of `head` and `get`. */
export const swiftHeadersOf = (object: ObjectInfo): Readonly<Record<string, string>> => object.raw as Readonly<Record<string, string>>;
