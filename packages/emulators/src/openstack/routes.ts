/** One service's operations: `GET /servers/{id}` and what answers it. Parameters arrive decoded, in order. */
export class Routes<Context, Result> {
  readonly #routes: {
    readonly method: string;
    readonly segments: readonly string[];
    readonly handler: (context: Context, ...parameters: string[]) => Result;
  }[] = [];

  on(pattern: string, handler: (context: Context, ...parameters: string[]) => Result): this {
    const [method = '', path = ''] = pattern.split(' ');
    this.#routes.push({ method, segments: split(path), handler });
    return this;
  }

  /** The handler bound to its parameters; `method` when the path exists with another method only. */
  find(method: string, path: string): ((context: Context) => Result) | 'method' | undefined {
    const segments = split(path);
    let otherMethod = false;
    for (const route of this.#routes) {
      const parameters = match(route.segments, segments);
      if (parameters === undefined) continue;
      if (route.method === method) return (context) => route.handler(context, ...parameters);
      otherMethod = true;
    }
    return otherMethod ? 'method' : undefined;
  }
}

const split = (path: string): string[] => path.replace(/^\/+|\/+$/g, '').split('/');

function match(pattern: readonly string[], segments: readonly string[]): string[] | undefined {
  if (pattern.length !== segments.length) return undefined;
  const parameters: string[] = [];
  for (const [index, part] of pattern.entries()) {
    const segment = segments[index] ?? '';
    if (!part.startsWith('{')) {
      if (part !== segment) return undefined;
      continue;
    }
    try {
      parameters.push(decodeURIComponent(segment));
    } catch {
      return undefined;
    }
  }
  return parameters;
}
