export type ListTask =
  | { readonly kind: 'open'; readonly lister: string; readonly profile: Readonly<Record<string, string>> }
  | { readonly kind: 'list'; readonly times: number };

export interface Listed {
  /** Of one list. */
  readonly cpuMs: number;
  readonly counted: number;
  readonly error?: string;
}
