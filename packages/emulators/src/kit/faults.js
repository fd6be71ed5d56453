/** The faults waiting to happen, in order; the first that matches is used. */
export class FaultPlan {
  #live = [];
  add(fault) {
    this.#live.push({ fault, left: fault.times ?? 1, skip: fault.skip ?? 0 });
  }
  clear() {
    this.#live = [];
  }
  /** The effect for this request, if any; uses it up. */
  take(request) {
    for (const live of this.#live) {
      if (live.left <= 0 || !(live.fault.match?.(request) ?? true)) continue;
      if (live.skip > 0) {
        live.skip -= 1;
        continue;
      }
      live.left -= 1;
      return live.fault.effect;
    }
    return undefined;
  }
}
//# sourceMappingURL=faults.js.map
