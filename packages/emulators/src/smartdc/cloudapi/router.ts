import { ApiError } from './api-error.ts';
import type { Route } from './call.ts';

interface Compiled {
  readonly route: Route;
  readonly segments: readonly string[];
}

export interface Matched {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
  /** Methods the path serves, for CORS headers. */
  readonly methods: readonly string[];
}

/** restify's router: 404 for an unknown path, 405 with Allow for a known one. Segments are percent-decoded once. */
export class Router {
  readonly #routes: readonly Compiled[];

  constructor(routes: readonly Route[]) {
    this.#routes = routes.map((route) => ({ route, segments: route.path.split('/').slice(1) }));
  }

  match(method: string, path: string): Matched {
    const segments = path.replace(/\/+$/, '').split('/').slice(1);
    const decoded = segments.map((segment) => {
      try {
        return decodeURIComponent(segment);
      } catch {
        throw new ApiError(400, 'BadRequestError', 'URI malformed');
      }
    });
    const served = this.#routes.filter((entry) => fits(entry.segments, decoded));
    const methods = [...new Set(served.flatMap(({ route }) => (route.method === 'GET' ? ['GET', 'HEAD'] : [route.method])))];
    const wanted = method === 'HEAD' ? 'GET' : method;
    const found = served.find(({ route }) => route.method === wanted);
    if (found === undefined) {
      if (served.length === 0) throw new ApiError(404, 'ResourceNotFound', `${path} does not exist`);
      throw new ApiError(405, 'MethodNotAllowedError', `${method} is not allowed`, { headers: { Allow: methods.join(', ') } });
    }
    const params: Record<string, string> = {};
    found.segments.forEach((segment, index) => {
      if (segment.startsWith(':')) params[segment.slice(1)] = decoded[index] ?? '';
    });
    return { route: found.route, params, methods };
  }
}

const fits = (pattern: readonly string[], segments: readonly string[]): boolean =>
  pattern.length === segments.length && pattern.every((part, index) => (part.startsWith(':') ? segments[index] !== '' : part === segments[index]));
