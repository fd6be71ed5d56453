import type { XmlNode } from '@portolan/core/driver';

/**
 * A disk as the engine sends it: `<disk id="…">` with `alias` (and `name`, the same), `description`, `status` (`ok`, `locked`, `illegal`),
 * `provisioned_size` in bytes (rounded up by the storage: a length it is not), `format`, `sparse`, and `storage_domains` with one domain for each copy.
 * Source: the API model, type Disk; ovirt-engine DiskMapper.
 */
export type DiskWire = XmlNode;
