import { type Answer, asJson, type CallOptions } from '@portolan/core/driver';
import type { NativeCall, ServiceCalls } from '../service-calls.ts';

/** A JSON answer; nothing (204) where the service has nothing to show. */
export const answered = async <T>(calls: ServiceCalls, call: NativeCall, options: CallOptions): Promise<Answer<T | undefined>> =>
  calls.read(call, options, asJson<T | undefined>({ allowEmpty: true }));
