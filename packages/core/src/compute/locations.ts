import type { CallOptions } from '../call-options.ts';
import { Group, type GroupContext } from '../group.ts';
import { List } from '../paging/list.ts';
import type { PageOptions } from '../paging/page.ts';
import type { Ref } from '../refs.ts';
import type { LocationDriver } from './compute-driver.ts';
import type { Location } from './compute-types.ts';

export interface ListLocationsOptions extends CallOptions, PageOptions {}

/** Where servers can run: the regions the account sees, and the zones of the one this connection works in. */
export class Locations extends Group<LocationDriver> {
  constructor(context: GroupContext, driver: LocationDriver | undefined) {
    super(context, 'compute.locations', driver);
  }

  list(options: ListLocationsOptions = {}): List<Location> {
    const driver = this.require('list');
    return new List<Location>({
      context: { provider: this.context.provider, operation: this.operation('list') },
      signal: options.signal,
      fetch: (cursor, signal) => driver.listPage({ ...options, signal }, cursor),
    });
  }

  /** Rejects with `not-found` for an unknown id. */
  async get(location: Ref, options: CallOptions = {}): Promise<Location> {
    const driver = this.require('get');
    const id = this.idOf(location, 'get', 'location');
    return this.run('get', id, options.signal, () => driver.get(id, options));
  }
}
