export interface Counts {
  readonly requests: number;
  readonly rsaSignatures: number;
  readonly rsaSeconds: number;
  readonly macs: number;
  /** Of 64 callers at the start and 64 whose token has died. */
  readonly keystoneTokens: number;
  readonly ovirtTokens: number;
}
