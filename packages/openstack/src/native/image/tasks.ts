import type { CallOptions, List, Ref, WaitOptions } from '@portolan/core/driver';
import { idOf } from '../refs.ts';
import { type ServiceCalls, segment } from '../service-calls.ts';
import type { ImageTask } from './wire.ts';

// Source: image api-ref v2 "Tasks"; Rackspace Cloud Images documents, "import" and "export".

/** How data gets in and out at Rackspace; elsewhere for administrators. */
export class GlanceTasks {
  readonly #calls: ServiceCalls;

  constructor(calls: ServiceCalls) {
    this.#calls = calls;
  }

  list(
    options: CallOptions & { readonly type?: string | undefined; readonly status?: string | undefined; readonly limit?: number | undefined } = {},
  ): List<ImageTask> {
    const { type, status, limit } = options;
    return this.#calls.list({ method: 'GET', path: '/tasks', query: { type, status, limit }, operation: 'ListTasks' }, 'tasks', options);
  }

  async get(task: Ref, options: CallOptions = {}): Promise<ImageTask> {
    return this.#calls.json({ method: 'GET', path: `/tasks/${segment(task, 'task')}`, operation: 'GetTask' }, options);
  }

  async create(type: string, input: Readonly<Record<string, unknown>>, options: CallOptions = {}): Promise<ImageTask> {
    return this.#calls.json({ method: 'POST', path: '/tasks', json: { type, input }, operation: 'CreateTask' }, options);
  }

  /** A new image of an object in Cloud Files, `container/image.vhd`. */
  async import(from: string, name: string, options: CallOptions & { readonly format?: string | undefined } = {}): Promise<ImageTask> {
    const { format } = options;
    const input = { image_properties: { name }, import_from: from, ...(format === undefined ? {} : { import_from_format: format }) };
    return this.create('import', input, options);
  }

  /** An object in a container of Cloud Files, which has to be there. */
  async export(image: Ref, container: string, options: CallOptions = {}): Promise<ImageTask> {
    return this.create('export', { image_uuid: idOf(image, 'image'), receiving_swift_container: container }, options);
  }

  /** Until it is done. Fails at once when it failed, with Glance's reason. */
  async waitFor(task: Ref, options: WaitOptions = {}): Promise<ImageTask> {
    const id = idOf(task, 'task');
    const found = await this.#calls.wait<ImageTask>(
      {
        id,
        wanted: 'success',
        look: (each) => this.get(id, each),
        stateOf: (seen) => seen.status,
        done: (seen) => seen?.status === 'success',
        fatal: (seen) => (seen === undefined ? 'it is gone' : seen.status === 'failure' ? `it failed: ${seen.message ?? 'no reason given'}` : undefined),
      },
      options,
    );
    return found as ImageTask;
  }
}
