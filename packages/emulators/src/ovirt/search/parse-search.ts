export type Operator = '=' | '!=' | '<' | '>' | '<=' | '>=';

export interface Condition {
  /** Lower case; undefined for a bare word, which searches all text fields. */
  readonly field: string | undefined;
  readonly operator: Operator;
  readonly value: string;
}

export interface Search {
  /** Alternatives of conjunctions: `and` binds first, and there are no parentheses. */
  readonly anyOf: readonly (readonly Condition[])[];
  readonly sort: { readonly field: string; readonly descending: boolean } | undefined;
  readonly page: number;
}

export class SearchError extends Error {}

interface Token {
  readonly kind: 'word' | 'quoted' | 'operator';
  readonly text: string;
}

const OPERATORS: readonly Operator[] = ['!=', '<=', '>=', '=', '<', '>'];

/** Parses the engine's query language. `'` and `;` anywhere make the whole search invalid; quotes cannot be escaped. */
export function parseSearch(text: string): Search {
  if (/[';]/.test(text)) throw new SearchError('illegal character');
  const tokens = tokenize(text.replace(/^\s*[A-Za-z]+\s*:/, ''));
  let at = 0;
  const keyword = (word: string): boolean => tokens[at]?.kind === 'word' && tokens[at]?.text.toLowerCase() === word;
  const anyOf: Condition[][] = [];
  let all: Condition[] = [];
  let expectsCondition = false;
  while (at < tokens.length && !keyword('sortby') && !(keyword('page') && tokens[at + 1]?.kind !== 'operator')) {
    if (keyword('and') || keyword('or')) {
      if (all.length === 0 || expectsCondition) throw new SearchError('condition expected');
      if (keyword('or')) {
        anyOf.push(all);
        all = [];
      }
      expectsCondition = true;
      at += 1;
      continue;
    }
    const [condition, used] = readCondition(tokens, at);
    all.push(condition);
    expectsCondition = false;
    at += used;
  }
  if (expectsCondition) throw new SearchError('condition expected');
  if (all.length > 0) anyOf.push(all);
  let sort: Search['sort'];
  if (keyword('sortby')) {
    const field = tokens[at + 1];
    if (field?.kind !== 'word') throw new SearchError('field expected after sortby');
    at += 2;
    const descending = keyword('desc');
    // The engine's state machine wants the direction before `page`.
    if (keyword('asc') || descending) at += 1;
    else if (at < tokens.length) throw new SearchError('direction expected');
    sort = { field: field.text.toLowerCase(), descending };
  }
  let page = 1;
  if (keyword('page')) {
    page = Number(tokens[at + 1]?.text);
    if (!Number.isInteger(page) || page < 1) throw new SearchError('page number expected');
    at += 2;
  }
  if (at < tokens.length) throw new SearchError('text after the end');
  return { anyOf, sort, page };
}

function readCondition(tokens: readonly Token[], at: number): [condition: Condition, used: number] {
  const first = tokens[at];
  const operator = tokens[at + 1];
  if (first === undefined || first.kind === 'operator') throw new SearchError('field or word expected');
  if (operator?.kind !== 'operator') return [{ field: undefined, operator: '=', value: first.text }, 1];
  const value = tokens[at + 2];
  if (value === undefined || value.kind === 'operator' || first.kind === 'quoted') throw new SearchError('value expected');
  return [{ field: first.text.toLowerCase(), operator: operator.text as Operator, value: value.text }, 3];
}

function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    if (/\s/.test(text[at] ?? '')) {
      at += 1;
      continue;
    }
    if (text[at] === '"') {
      const end = text.indexOf('"', at + 1);
      if (end === -1) throw new SearchError('quote not closed');
      tokens.push({ kind: 'quoted', text: text.slice(at + 1, end) });
      at = end + 1;
      continue;
    }
    const operator = OPERATORS.find((one) => text.startsWith(one, at));
    if (operator !== undefined) {
      tokens.push({ kind: 'operator', text: operator });
      at += operator.length;
      continue;
    }
    const word = /^[^\s"=<>!]+/.exec(text.slice(at))?.[0];
    if (word === undefined) throw new SearchError('illegal character');
    tokens.push({ kind: 'word', text: word });
    at += word.length;
  }
  return tokens;
}
