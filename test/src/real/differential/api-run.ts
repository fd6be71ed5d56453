import { type ApiAsk, type ApiBackend, askApi } from './api-backend.ts';
import { shapeOf } from './shape.ts';
import type { Said } from './wire.ts';

export interface ApiStep {
  readonly what: string;
  readonly status: number;
  readonly shape: unknown;
  /** Headers that say something to a client. */
  readonly headers: readonly string[];
}

const TELLING = [
  'location',
  'x-openstack-request-id',
  'x-compute-request-id',
  'openstack-api-version',
  'x-openstack-nova-api-version',
  'x-subject-token',
  'vary',
  'www-authenticate',
];

export class ApiRun {
  readonly backend: ApiBackend;
  readonly steps: ApiStep[] = [];
  readonly #undo: (() => Promise<unknown>)[] = [];

  constructor(backend: ApiBackend) {
    this.backend = backend;
  }

  /** Sends it and keeps what came of it. */
  async send(what: string, given: ApiAsk): Promise<unknown> {
    const said = await askApi(this.backend, given);
    const body = bodyOf(said);
    this.steps.push({ what, status: said.status, shape: shapeOf(body), headers: TELLING.filter((name) => said.headers[name] !== undefined) });
    return body;
  }

  /** Sends it, keeps it, and undoes it in the end. */
  async make(what: string, given: ApiAsk, member: string, path: (id: string) => string): Promise<string> {
    const body = (await this.send(what, given)) as Readonly<Record<string, { readonly id?: string } | undefined>> | undefined;
    const id = body?.[member]?.id ?? (body as { readonly id?: string } | undefined)?.id ?? '';
    if (id !== '') this.#undo.push(() => askApi(this.backend, { method: 'DELETE', service: given.service, path: path(id) }));
    return id;
  }

  /** Waits until it is in a state; undefined: gone. */
  async settle(given: Omit<ApiAsk, 'method'>, member: string, states: readonly (string | undefined)[]): Promise<void> {
    for (let tries = 0; tries < 240; tries += 1) {
      const said = await askApi(this.backend, { ...given, method: 'GET' });
      const body = bodyOf(said) as Readonly<Record<string, { readonly status?: string } | undefined>> & { readonly status?: string };
      const status = said.status === 404 ? undefined : (body?.[member]?.status ?? body?.status);
      if (states.includes(status)) return;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
    throw new Error(`${given.path} never was ${states.join(' or ')}`);
  }

  /** Nothing of it, but what it says. */
  async look(given: Omit<ApiAsk, 'method'>): Promise<unknown> {
    return bodyOf(await askApi(this.backend, { ...given, method: 'GET' }));
  }

  async clean(): Promise<void> {
    for (const undo of this.#undo.reverse()) await undo();
  }
}

function bodyOf({ headers, body }: Said): unknown {
  const text = body.toString('utf8');
  if (text === '') return undefined;
  return (headers['content-type'] ?? '').startsWith('application/json') ? (JSON.parse(text) as unknown) : 'text';
}
