import { type Action, FILTER, PAGE } from '../query/action.ts';
import { Ec2Error } from '../query/ec2-error.ts';
import { type FilterFields, readFilters } from '../query/filters.ts';
import { page } from '../query/paging.ts';
import type { Parameters } from '../query/parameters.ts';
import type { XmlValue } from '../query/xml-writer.ts';
import type { Resource } from './entities.ts';
import type { Ec2State } from './state.ts';
import { readTagSpecifications } from './tags.ts';

export interface KindOptions {
  /** As tags name it: `internet-gateway`. */
  readonly type: string;
  /** Before the dash of its ids. */
  readonly prefix: string;
  /** Before `.NotFound`. */
  readonly code: string;
  /** In the text of that error. */
  readonly what: string;
}

export interface DescribeOptions<T> {
  /** `InternetGatewayId` */
  readonly ids: string;
  /** `internetGatewaySet` */
  readonly set: string;
  readonly fields: FilterFields<T>;
  readonly view: (state: Ec2State, item: T) => XmlValue;
  /** Eucalyptus lacks it. */
  readonly awsOnly?: boolean;
}

/** One kind of resource that is looked up, tagged and described like all others. */
export class Kind<T extends Resource> {
  readonly options: KindOptions;

  constructor(options: KindOptions) {
    this.options = options;
  }

  all(state: Ec2State): Map<string, T> {
    const found = state.extras.get(this.options.type);
    // Nothing but this kind's own items is ever put under its name.
    if (found !== undefined) return found as Map<string, T>;
    const made = new Map<string, T>();
    state.extras.set(this.options.type, made);
    return made;
  }

  find(state: Ec2State, id: string): T | undefined {
    return state.find(this.all(state), id);
  }

  of(state: Ec2State, id: string): T {
    const found = this.find(state, id);
    if (found === undefined) throw new Ec2Error(`${this.options.code}.NotFound`, `The ${this.options.what} '${id}' does not exist`);
    return found;
  }

  /** Keeps a new one, with the tags its call gives it. */
  add(state: Ec2State, fields: Omit<T, keyof Resource>, parameters?: Parameters): T {
    const tags = parameters === undefined ? [] : (readTagSpecifications(state, parameters, [this.options.type]).get(this.options.type) ?? []);
    // `fields` and what `born` gives make a whole item.
    const item = { ...state.born(this.options.prefix), ...fields } as T;
    for (const [key, value] of tags) item.tags.set(key, value);
    this.all(state).set(item.id, item);
    return item;
  }

  remove(state: Ec2State, item: T): void {
    this.all(state).delete(item.id);
  }

  describe(options: DescribeOptions<T>): Action {
    const accepts = `${options.ids}.# ${FILTER}`;
    return {
      ...(options.awsOnly === true ? { awsAccepts: `${accepts} ${PAGE}` } : { accepts, awsAccepts: PAGE }),
      run: ({ parameters, state }) => {
        const ids = parameters.list(options.ids);
        const matches = readFilters<T>(parameters, options.fields, (item) => item.tags);
        const found = (ids.length === 0 ? state.visible(this.all(state)) : [...new Set(ids)].map((id) => this.of(state, id))).filter(matches);
        const { items, nextToken } = page(found, parameters, { flavour: state.flavour, limit: state.pageLimit, ids: ids.length });
        return { [options.set]: items.map((item) => options.view(state, item)), nextToken };
      },
    };
  }
}
