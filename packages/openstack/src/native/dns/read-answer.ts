import { asJson, type CallOptions, unexpectedBody } from '@portolan/core/driver';
import type { NativeCall, ServiceCalls } from '../service-calls.ts';

const ATTEMPTS = 3;
const PAUSE_MS = 600;

/** Now and then the DNS service answers a GET with 200 and nothing: it is asked again, twice. */
export async function readAnswer<T extends object>(calls: ServiceCalls, call: NativeCall, options: CallOptions): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    const { body, status, headers } = await calls.read(call, options, asJson<T | undefined>({ allowEmpty: true }));
    if (typeof body === 'object' && body !== null) return body;
    if (attempt === ATTEMPTS) {
      throw unexpectedBody(`it is empty, ${ATTEMPTS} times`, { status, contentType: headers['content-type'] }).inContext(calls.contextOf(call));
    }
    await calls.clock.sleep(PAUSE_MS, options.signal);
  }
}
