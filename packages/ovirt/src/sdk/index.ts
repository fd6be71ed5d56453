export type * from './generated/index.ts';
export type { OnUnknownValue, UnknownValue } from './runtime/read-struct.ts';
export type { PageParameters, SdkCallOptions, Service } from './runtime/service.ts';
export type { SdkTransport } from './runtime/transport.ts';
export { EngineDate, type Integer64, type ListOf, type NoParameters, type Struct } from './runtime/values.ts';
export { Sdk, type SdkOptions, type ServiceAt, type WaitForJobsOptions } from './sdk.ts';
