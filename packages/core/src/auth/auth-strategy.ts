import type { CallOptions } from '../call-options.ts';
import type { FailedResponse } from '../transport/failed-response.ts';
import type { HttpRequest } from '../transport/transport.ts';

/** How a provider is told who we are. Each driver registers its own in its module. */
export interface AuthStrategy {
  /** `http-signature`, `keystone-v3`, `sigv4`, … */
  readonly scheme: string;
  /**
   * Returns a new, authorised request; never edits the one given. Called again for every attempt, so that dates and signatures are fresh.
   * The request is complete but for what is added here: sign last.
   * Must refuse (`CloudError` `protocol`) to put credentials on a request to an origin they were not given for.
   */
  authorize(request: HttpRequest, options: CallOptions): Promise<HttpRequest>;
  /**
   * The server did not accept who we are (an answer classified as `unauthenticated`). True: something was renewed or corrected
   * (a token, the clock's offset), try once more. Called at most once a call.
   */
  refresh?(rejected: FailedResponse, options: CallOptions): Promise<boolean>;
}
