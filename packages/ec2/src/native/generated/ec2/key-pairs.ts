// Written by generator/generate.mjs from generator/services. Do not edit.
import type { List, Secret } from '@portolan/core';
import type { Filters, QueryCallOptions } from '../../query-types.ts';
import type { Tag, TagSpecification } from './shapes.ts';

export interface CreateKeyPairParameters {
  readonly KeyName: string;
  /** Amazon's alone. */
  readonly TagSpecification?: readonly TagSpecification[] | undefined;
  /** Amazon's alone. */
  readonly KeyType?: string | undefined;
  /** Amazon's alone. */
  readonly KeyFormat?: string | undefined;
}

export interface CreateKeyPairResult {
  readonly keyName?: string | undefined;
  readonly keyFingerprint?: string | undefined;
  readonly keyMaterial?: Secret | undefined;
  readonly keyPairId?: string | undefined;
  readonly tagSet: readonly Tag[];
}

export interface ImportKeyPairParameters {
  readonly KeyName: string;
  readonly PublicKeyMaterial: Uint8Array | string;
  /** Amazon's alone. */
  readonly TagSpecification?: readonly TagSpecification[] | undefined;
}

export interface ImportKeyPairResult {
  readonly keyName?: string | undefined;
  readonly keyFingerprint?: string | undefined;
  readonly keyPairId?: string | undefined;
  readonly tagSet: readonly Tag[];
}

export interface DescribeKeyPairsParameters {
  readonly KeyName?: readonly string[] | undefined;
  readonly Filter?: Filters | undefined;
  /** Amazon's alone. */
  readonly KeyPairId?: readonly string[] | undefined;
  /** Amazon's alone. */
  readonly IncludePublicKey?: boolean | undefined;
}

export interface DescribeKeyPairsResult {
  readonly keySet: readonly {
    readonly keyName?: string | undefined;
    readonly keyFingerprint?: string | undefined;
    readonly keyPairId?: string | undefined;
    readonly keyType?: string | undefined;
    readonly createTime?: Date | undefined;
    readonly publicKey?: string | undefined;
    readonly tagSet: readonly Tag[];
  }[];
}

export interface DeleteKeyPairParameters {
  readonly KeyName?: string | undefined;
  /** Amazon's alone. */
  readonly KeyPairId?: string | undefined;
}

export interface DeleteKeyPairResult {
  readonly return?: boolean | undefined;
}

/** key pairs */
export interface KeyPairsActions {
  /** CreateKeyPair */
  createKeyPair(parameters: CreateKeyPairParameters, options?: QueryCallOptions): Promise<CreateKeyPairResult>;
  /** ImportKeyPair */
  importKeyPair(parameters: ImportKeyPairParameters, options?: QueryCallOptions): Promise<ImportKeyPairResult>;
  /** DescribeKeyPairs */
  describeKeyPairs(parameters?: DescribeKeyPairsParameters, options?: QueryCallOptions): List<DescribeKeyPairsResult['keySet'][number]>;
  /** DeleteKeyPair */
  deleteKeyPair(parameters?: DeleteKeyPairParameters, options?: QueryCallOptions): Promise<DeleteKeyPairResult>;
}
