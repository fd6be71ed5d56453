import type { CredentialStore, KnownCredential } from '../auth/credentials.ts';
import type { Ec2State } from '../compute/state.ts';
import type { Flavour } from '../flavour.ts';
import type { Parameters } from '../query/parameters.ts';
import type { MemberValue } from './member-xml.ts';

/** What all services beside EC2 share: the cloud they belong to. */
export interface ServiceContext {
  readonly flavour: Flavour;
  readonly region: string;
  readonly accountId: string;
  readonly credentials: CredentialStore;
  readonly ec2: Ec2State;
}

export interface ServiceCall {
  readonly parameters: Parameters;
  /** Undefined where an action is called without signature. */
  readonly caller: KnownCredential;
  readonly now: number;
}

export type ServiceResult = { readonly [name: string]: MemberValue };

/** Undefined: the answer has no result element. */
export type ServiceAction = (call: ServiceCall) => ServiceResult | undefined | Promise<ServiceResult | undefined>;

export type ServiceActions = Readonly<Record<string, ServiceAction>>;

/** One of the query services: where it is, and what it does. */
export interface QueryService {
  /** Name in the scope of signatures. */
  readonly scope: string;
  readonly version: string;
  readonly namespace: string;
  /** Below `/services/` of Eucalyptus. */
  readonly eucalyptusPath: string;
  readonly actions: ServiceActions;
  /** Actions anybody may call unsigned. */
  readonly unsigned?: readonly string[];
  /** What Eucalyptus answers with 200 and does nothing for. */
  readonly eucalyptusSilent?: readonly string[];
  /** What Eucalyptus does not have at all. */
  readonly amazonOnly?: readonly string[];
}
