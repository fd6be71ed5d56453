/** One page of a list, as a driver returns it. */
export interface Page<T> {
  readonly items: readonly T[];
  /** Where the next page begins, opaque. Absent: this was the last page. An empty page with a `next` is a proper answer. */
  readonly next?: string | undefined;
}

/** What list calls of drivers take besides their filters. */
export interface PageOptions {
  /** Items wanted on a page; the provider's own when absent. A driver cuts it to what its server allows. */
  readonly pageSize?: number | undefined;
}
