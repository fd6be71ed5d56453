import type { EmulatorRequest } from './exchange.ts';
/** What goes wrong. All are things real networks and real servers do. */
export type FaultEffect =
  /** Answer this instead of asking the emulated service. */
  | {
      readonly kind: 'respond';
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string | Buffer;
    }
  /** Wait before the request is looked at. */
  | {
      readonly kind: 'delay';
      readonly ms: number;
    }
  /** Reset the connection before the request is looked at: the service never saw it. */
  | {
      readonly kind: 'reset-before';
    }
  /** Let the service do its work, then reset instead of answering: the outcome is unknown to the client. */
  | {
      readonly kind: 'reset-after';
    }
  /** Reset once this many bytes of the request's body have arrived. The service never saw it. */
  | {
      readonly kind: 'cut-request';
      readonly bytes: number;
    }
  /** Let the service work, then cut the answer after this many bytes on the wire (status line and headers count). */
  | {
      readonly kind: 'cut-response';
      readonly bytes: number;
    }
  /** Let the service work, then answer this instead. */
  | {
      readonly kind: 'respond-after';
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string | Buffer;
    };
export interface Fault {
  /** Which requests are hit; all when absent. */
  readonly match?: (request: EmulatorRequest) => boolean;
  /** How many matching requests are hit before the fault is spent; 1 when absent. */
  readonly times?: number;
  /** How many matching requests pass unharmed first; 0 when absent. */
  readonly skip?: number;
  readonly effect: FaultEffect;
}
/** The faults waiting to happen, in order; the first that matches is used. */
export declare class FaultPlan {
  #private;
  add(fault: Fault): void;
  clear(): void;
  /** The effect for this request, if any; uses it up. */
  take(request: EmulatorRequest): FaultEffect | undefined;
}
//# sourceMappingURL=faults.d.ts.map
