// The face for people who write drivers.

export { assertSameOrigin } from './auth/same-origin.ts';
export { SharedTokens, type SharedTokensOptions } from './auth/shared-tokens.ts';
export { type FreshToken, TokenCache, type TokenCacheOptions } from './auth/token-cache.ts';
export { readTokenStore, TOKEN_STORE_DOC } from './auth/token-store.ts';
export { buildXml, type XmlChild, type XmlElement, type XmlScalar, xml } from './codec/build-xml.ts';
export { type ParseJsonOptions, parseJson } from './codec/json.ts';
export { type ParseXmlOptions, parseXml, type XmlDocument } from './codec/xml.ts';
export { type XmlNode, type XmlValue, xmlChild, xmlChildren, xmlRequired, xmlText, xmlTexts } from './codec/xml-node.ts';
export type * from './compute/compute-driver.ts';
export { matchesName, matchesTags } from './compute/filters.ts';
export { readTextMarks, type TextMarks, writeTextMarks } from './compute/text-marks.ts';
export type { ConfigContext, ConfigFields, FieldKind, FieldSpec, SettingsOf } from './config/config-fields.ts';
export { type ConnectionSettings, connectionFields } from './config/connection-config.ts';
export { nearest } from './config/nearest.ts';
export { configError, readConfig } from './config/read-config.ts';
export { readFileField } from './config/read-file-field.ts';
export { type Di, loadDi } from './di/load-di.ts';
export type { ProviderEntry, ProviderManifest } from './di/manifest.ts';
export {
  AuthStrategyToken,
  ComputeDriverToken,
  ConnectionToken,
  NativeToken,
  ProviderEntryToken,
  SettingsToken,
  type Shutdown,
  ShutdownToken,
  StorageDriverToken,
  token,
} from './di/tokens.ts';
export { type DigestAlgorithm, digestNow, digestOf, RunningDigest, sharedBuffer } from './digest/digest.ts';
export { errorFromStatus, type StatusMeaning } from './errors/http-status.ts';
export { clockSkewMs, clockSkewRemedy, exchangeOf, type ResponseFault, responseError } from './errors/response-error.ts';
export { type BodyOrigin, unexpectedBody } from './errors/unexpected-body.ts';
export { isAbort, withContext } from './errors/with-context.ts';
export * from './index.ts';
export type { Page } from './paging/page.ts';
export { contentTypeOf } from './storage/content-type.ts';
export type * from './storage/storage-driver.ts';
export { type Clock, systemClock } from './time/clock.ts';
export { onAbort } from './time/on-abort.ts';
export { createTransport } from './transport/axios-transport.ts';
export { bodyOf, bytesBody, formBody, jsonBody } from './transport/body.ts';
export type { Connection } from './transport/connection.ts';
export {
  assertHeader,
  encodeForm,
  encodePath,
  encodePathSegment,
  encodeQuery,
  type QueryInput,
  type QueryValue,
  utf8FromHeader,
  utf8ToHeader,
  withQuery,
} from './transport/encode.ts';
export type { FailedResponse } from './transport/failed-response.ts';
export { HttpClient, type HttpClientOptions } from './transport/http-client.ts';
export { isPlannedId, madeUpId, plannedId, plannedRequest } from './transport/planning.ts';
export { type Answer, asBytes, asEmpty, asJson, asText, type BodyReader, type JsonReadOptions, type ReadOptions } from './transport/read-body.ts';
export { asXml, asXmlList } from './transport/read-xml.ts';
export { redactHeaders, redactUrl } from './transport/redact.ts';
export { defaultRetryPolicy, type RetryPolicy } from './transport/retry.ts';
export { parseRetryAfter } from './transport/retry-after.ts';
export type { HttpRequest, HttpResponse, RequestBody, Transport, TransportOptions } from './transport/transport.ts';
export { mapConcurrently } from './waiting/map-concurrently.ts';
export { type Verdict, type WaitPlan, type Watched, waitFor } from './waiting/wait-for.ts';
export { type WaitForManyPlan, waitForMany } from './waiting/wait-for-many.ts';
