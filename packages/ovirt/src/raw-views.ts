import type { Bucket, Image, ObjectSummary, Server, XmlNode } from '@portolan/core/driver';

// Elements as the engine sent them: children by name, attributes as `@name`.

/** `<vm>` of a server. */
export const vmOf = (server: Server): XmlNode => server.raw as XmlNode;

/** `<template>` of an image. */
export const templateOf = (image: Image): XmlNode => image.raw as XmlNode;

/** `<storage_domain>` of a bucket. */
export const storageDomainOf = (bucket: Bucket): XmlNode => bucket.raw as XmlNode;

/** `<disk>` of an object. */
export const diskOf = (object: ObjectSummary): XmlNode => object.raw as XmlNode;
