import type { KnownCredential } from '../auth/credentials.ts';
import type { Ec2State } from '../compute/state.ts';
import type { Parameters } from './parameters.ts';
import type { XmlValue } from './xml-writer.ts';

export interface ActionCall {
  readonly parameters: Parameters;
  readonly state: Ec2State;
  readonly caller: KnownCredential;
  /** Called once all is validated, before anything changes: ends a `DryRun` there. */
  readonly proceed: () => void;
  /** `Host` of the request, for answers that carry endpoints. */
  readonly host: string;
}

export type ActionResult = { readonly [name: string]: XmlValue };

/** One operation of the query API. */
export interface Action {
  /** Parameter names, blank-separated; `#` is a number: `Filter.#.Value.#`. What is not here is refused as unknown. Absent: Amazon only. */
  readonly accepts?: string;
  /** Parameters only Amazon's newer version has. */
  readonly awsAccepts?: string;
  /** No parameter is refused. */
  readonly acceptsAnything?: boolean;
  readonly run: (call: ActionCall) => ActionResult | Promise<ActionResult>;
}

export type ActionTable = Readonly<Record<string, Action>>;

export const FILTER = 'Filter.#.Name Filter.#.Value.#';
export const PAGE = 'MaxResults NextToken';
export const DONE: ActionResult = { return: true };
