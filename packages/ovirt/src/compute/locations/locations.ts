import {
  type CallOptions,
  isCloudError,
  type ListDriverOptions,
  type Location,
  type LocationDriver,
  type Page,
  type XmlNode,
  xmlText,
} from '@portolan/core/driver';
import { idOf, refOf } from '../../wire-values.ts';
import type { Place, Places } from '../places.ts';

/** Data centers are the regions, their clusters the zones. One engine has them all; the profile says which are current. */
export class OvirtLocations implements LocationDriver {
  readonly #places: Places;

  constructor(places: Places) {
    this.#places = places;
  }

  async listPage(options: ListDriverOptions): Promise<Page<Location>> {
    const [centers, clusters, place] = await Promise.all([this.#places.dataCenters(options), this.#places.clusters(options), this.#places.current(options)]);
    return { items: [...centers.map((node) => regionOf(node, place)), ...clusters.map((node) => zoneOf(node, place))] };
  }

  async get(id: string, options: CallOptions): Promise<Location> {
    const place = await this.#places.current(options);
    try {
      return zoneOf(await this.#places.cluster(id, options), place);
    } catch (error) {
      if (!isCloudError(error, 'not-found')) throw error;
    }
    return regionOf(await this.#places.dataCenter(id, options), place);
  }
}

const regionOf = (node: XmlNode, place: Place): Location => ({
  id: idOf(node),
  name: xmlText(node, 'name') ?? '',
  kind: 'region',
  current: idOf(node) === place.dataCenterId,
  raw: node,
});

const zoneOf = (node: XmlNode, place: Place): Location => ({
  id: idOf(node),
  name: xmlText(node, 'name') ?? '',
  kind: 'zone',
  parentId: refOf(node, 'data_center'),
  current: refOf(node, 'data_center') === place.dataCenterId,
  raw: node,
});
