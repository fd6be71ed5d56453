export interface OvirtAsk {
  readonly kind: 'ours' | 'plain' | 'growth';
  readonly url: string;
}

export interface OvirtTold {
  readonly ms?: number;
  readonly longestTurnMs?: number;
  readonly slopeMB?: number;
  readonly error?: string;
}
