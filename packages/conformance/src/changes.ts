import assert from 'node:assert/strict';
import type { PlannedRequest } from '@portolan/core';
import { type HttpRequest, plannedRequest, type Transport } from '@portolan/core/driver';

/** Keeps what is sent through it, as a plan tells of requests; reads are left out. */
export class Changes {
  readonly #sent: PlannedRequest[] = [];
  #recording = false;

  readonly transport = (standard: Transport): Transport => ({
    send: (request, options) => {
      if (this.#recording && !isRead(request)) this.#sent.push(plannedRequest(request, (text) => text));
      return standard.send(request, options);
    },
    close: () => standard.close(),
  });

  /** What is sent meanwhile. Signing in is no change: it has to be done before. */
  async during(work: () => Promise<unknown>): Promise<readonly PlannedRequest[]> {
    this.#sent.length = 0;
    this.#recording = true;
    try {
      await work();
    } finally {
      this.#recording = false;
    }
    return [...this.#sent];
  }
}

const isRead = ({ method, operation }: HttpRequest): boolean => /^(GET|HEAD)$/.test(method) || /^(Describe|Get|List)[A-Z]/.test(operation ?? '');

/** What is made anew for each request: when it is, its name, and digests of what the id of something real is in. */
const OF_THE_MOMENT: ReadonlySet<string> = new Set(['date', 'x-amz-date', 'x-amz-content-sha256', 'content-md5', 'x-request-id', 'x-openstack-request-id']);

/** The plan said what was sent then: every request, in order, byte for byte but for times and for ids that nobody could know. */
export function assertAsPlanned(planned: readonly PlannedRequest[], sent: readonly PlannedRequest[]): void {
  const short = (requests: readonly PlannedRequest[]): readonly string[] => requests.map(({ method, operation }) => `${method} ${operation ?? ''}`);
  assert.deepEqual(short(planned), short(sent));
  for (const [index, one] of planned.entries()) {
    const real = sent[index];
    assert.match(real?.url ?? '', patternOf(one.url));
    assert.match(real?.body ?? '', patternOf(one.body ?? ''));
    assert.deepEqual(lasting(one.headers), lasting(real?.headers ?? {}));
  }
}

function patternOf(text: string): RegExp {
  const escaped = text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  const pattern = escaped.replaceAll(/<id of the [a-z0-9 ]+>/g, '[^/&<>"]+').replaceAll(/\d{4}-\d\d-\d\dT[\d:\\.]+Z/g, '[^<>&"]+');
  return new RegExp(`^${pattern}$`);
}

const lasting = (headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !OF_THE_MOMENT.has(name.toLowerCase())));
