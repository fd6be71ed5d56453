import type { Flavour } from '../flavour.ts';
import { Ec2Error, invalidValue } from './ec2-error.ts';
import type { Parameters } from './parameters.ts';

/** An item with a place in the order of creation; pages continue after a place, so that what is deleted meanwhile shifts nothing. */
export interface Sequenced {
  readonly sequence: number;
}

export interface PageRules {
  readonly flavour: Flavour;
  /** The largest page. */
  readonly limit: number;
  readonly minimum?: number;
  /** Number of ids named in the call: they exclude MaxResults. */
  readonly ids: number;
}

const tokenOf = (sequence: number): string => Buffer.from(JSON.stringify({ after: sequence })).toString('base64');

function readToken(token: string): number {
  let after: unknown;
  try {
    ({ after } = JSON.parse(Buffer.from(token, 'base64').toString()) as { after?: unknown });
  } catch {
    throw invalidValue('Unable to parse pagination token');
  }
  if (typeof after !== 'number') throw invalidValue('Unable to parse pagination token');
  return after;
}

export function page<T extends Sequenced>(
  items: readonly T[],
  parameters: Parameters,
  rules: PageRules,
): { items: readonly T[]; nextToken: string | undefined } {
  // Eucalyptus binds both parameters and looks at neither.
  if (rules.flavour.name === 'eucalyptus') return { items, nextToken: undefined };
  const maxResults = parameters.integer('MaxResults');
  const minimum = rules.minimum ?? 5;
  if (maxResults !== undefined && rules.ids > 0) {
    throw new Ec2Error('InvalidParameterCombination', 'The parameter instancesSet cannot be used with the parameter maxResults');
  }
  if (maxResults !== undefined && maxResults < minimum) {
    throw invalidValue(`Value ( ${maxResults} ) for parameter maxResults is invalid. Expecting a value greater than ${minimum}.`);
  }
  const token = parameters.text('NextToken');
  const after = token === undefined || token === '' ? -1 : readToken(token);
  const size = Math.min(maxResults ?? rules.limit, rules.limit);
  const rest = items.filter((item) => item.sequence > after);
  const taken = rest.slice(0, size);
  const last = taken.at(-1);
  return { items: taken, nextToken: rest.length > taken.length && last !== undefined ? tokenOf(last.sequence) : undefined };
}
