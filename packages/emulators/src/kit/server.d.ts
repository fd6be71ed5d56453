import { type ServerResponse } from 'node:http';
import type { EmulatorClock } from './clock.ts';
import { EmulatorRequest } from './exchange.ts';
import type { FaultPlan } from './faults.ts';
export type EmulatorHandler = (request: EmulatorRequest, response: ServerResponse) => Promise<void> | void;
/** What a test may ask about a request that arrived. Bodies and credentials are not kept. */
export interface SeenRequest {
  readonly method: string;
  readonly target: string;
  readonly host: string;
}
export interface TlsFiles {
  /** PEM text. */
  readonly key: string;
  /** PEM text. */
  readonly cert: string;
}
export interface ListenOptions {
  readonly port?: number;
  readonly tls?: TlsFiles;
  readonly clock: EmulatorClock;
  readonly faults: FaultPlan;
  readonly seen: SeenRequest[];
  readonly handler: EmulatorHandler;
}
/** One listening port of an emulator, on 127.0.0.1. */
export declare class EmulatorServer {
  #private;
  private constructor();
  static listen(options: ListenOptions): Promise<EmulatorServer>;
  get port(): number;
  /** `http://127.0.0.1:PORT`, without a final slash. */
  get origin(): string;
  close(): Promise<void>;
}
//# sourceMappingURL=server.d.ts.map
