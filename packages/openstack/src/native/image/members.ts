import type { CallOptions, List, Ref } from '@portolan/core/driver';
import { idOf } from '../refs.ts';
import { type ServiceCalls, segment } from '../service-calls.ts';
import type { ImageMember } from './wire.ts';

// Source: image api-ref v2 "Sharing".

const pathOf = (image: Ref, member?: Ref): string => {
  const all = `/images/${segment(image, 'image')}/members`;
  return member === undefined ? all : `${all}/${segment(member, 'project')}`;
};

/** Projects that may use an image whose visibility is `shared` (`private` on clouds before 2017). */
export class GlanceMembers {
  readonly #calls: ServiceCalls;

  constructor(calls: ServiceCalls) {
    this.#calls = calls;
  }

  list(image: Ref, options: CallOptions = {}): List<ImageMember> {
    return this.#calls.list({ method: 'GET', path: pathOf(image), operation: 'ListImageMembers' }, 'members', options);
  }

  async get(image: Ref, project: Ref, options: CallOptions = {}): Promise<ImageMember> {
    return this.#calls.json({ method: 'GET', path: pathOf(image, project), operation: 'GetImageMember' }, options);
  }

  /** They see it in their lists when they have accepted it. */
  async add(image: Ref, project: Ref, options: CallOptions = {}): Promise<ImageMember> {
    return this.#calls.json({ method: 'POST', path: pathOf(image), json: { member: idOf(project, 'project') }, operation: 'AddImageMember' }, options);
  }

  /** As that project alone. */
  async setStatus(image: Ref, project: Ref, status: ImageMember['status'], options: CallOptions = {}): Promise<ImageMember> {
    return this.#calls.json({ method: 'PUT', path: pathOf(image, project), json: { status }, operation: 'UpdateImageMember' }, options);
  }

  /** Absent is success. */
  async remove(image: Ref, project: Ref, options: CallOptions = {}): Promise<void> {
    await this.#calls.empty({ method: 'DELETE', path: pathOf(image, project), accept: [404], operation: 'RemoveImageMember' }, options);
  }
}
