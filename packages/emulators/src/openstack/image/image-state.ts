import { createHash, randomUUID } from 'node:crypto';
import { Timeline } from '../timeline.ts';

export interface Image {
  readonly id: string;
  name: string | null;
  status: 'queued' | 'saving' | 'active' | 'deactivated' | 'killed' | 'importing' | 'uploading';
  visibility: 'public' | 'private' | 'shared' | 'community';
  /** Project id; the operator's own for public images. */
  owner: string;
  size: number | null;
  checksum: string | null;
  sha512: string | null;
  diskFormat: string | null;
  containerFormat: string | null;
  minDisk: number;
  minRam: number;
  protected: boolean;
  hidden: boolean;
  readonly tags: string[];
  readonly createdAt: number;
  updatedAt: number;
  /** Everything that is not a field of Glance's own: unknown members of the flat JSON. */
  readonly properties: Map<string, string>;
  readonly members: Map<string, 'pending' | 'accepted' | 'rejected'>;
  data: readonly Buffer[] | undefined;
  /** Uploaded, but not yet imported. */
  staged: readonly Buffer[] | undefined;
  readonly tasks: ImportTask[];
  readonly timeline: Timeline;
}

/** How an import went. */
export interface ImportTask {
  readonly id: string;
  status: 'processing' | 'success' | 'failure';
  message: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly userId: string;
  readonly requestId: string;
  readonly createdAt: number;
  updatedAt: number;
}

export interface ImageSeed {
  readonly name: string;
  readonly id?: string;
  readonly minDisk?: number;
  readonly minRam?: number;
  readonly size?: number;
  readonly properties?: Readonly<Record<string, string>>;
  readonly visibility?: Image['visibility'];
  readonly status?: Image['status'];
}

/** The operator's project, which owns public images and external networks. */
export const OPERATOR_PROJECT = '9e3768f63b3b4d89b107fc6b78e903c9';

export class ImageState {
  readonly #images = new Map<string, Image>();

  add(given: Partial<Omit<Image, 'timeline' | 'members' | 'tasks' | 'staged'>> & { readonly owner: string }, now: number): Image {
    const image: Image = {
      id: given.id ?? randomUUID(),
      name: given.name ?? null,
      status: given.status ?? 'queued',
      visibility: given.visibility ?? 'shared',
      owner: given.owner,
      size: given.size ?? null,
      checksum: given.checksum ?? null,
      sha512: given.sha512 ?? null,
      diskFormat: given.diskFormat ?? null,
      containerFormat: given.containerFormat ?? null,
      minDisk: given.minDisk ?? 0,
      minRam: given.minRam ?? 0,
      protected: given.protected ?? false,
      hidden: given.hidden ?? false,
      tags: given.tags ?? [],
      createdAt: now,
      updatedAt: now,
      properties: given.properties ?? new Map(),
      members: new Map(),
      data: given.data,
      staged: undefined,
      tasks: [],
      timeline: new Timeline(),
    };
    this.#images.set(image.id, image);
    return image;
  }

  seed(seed: ImageSeed, now: number): Image {
    const content = Buffer.from(`image ${seed.name}`);
    return this.add(
      {
        ...(seed.id === undefined ? {} : { id: seed.id }),
        name: seed.name,
        status: seed.status ?? 'active',
        visibility: seed.visibility ?? 'public',
        owner: OPERATOR_PROJECT,
        size: seed.size ?? content.length,
        checksum: createHash('md5').update(content).digest('hex'),
        sha512: createHash('sha512').update(content).digest('hex'),
        diskFormat: 'qcow2',
        containerFormat: 'bare',
        minDisk: seed.minDisk ?? 0,
        minRam: seed.minRam ?? 0,
        properties: new Map(Object.entries(seed.properties ?? {})),
        data: [content],
      },
      now,
    );
  }

  settle(now: number): void {
    for (const image of this.#images.values()) image.timeline.settle(now);
  }

  /** Newest first, as Glance lists. Images added in the same second keep the reverse of their order. */
  all(): Image[] {
    return [...this.#images.values()].reverse().sort((a, b) => Math.floor(b.createdAt / 1000) - Math.floor(a.createdAt / 1000));
  }

  /** What the project may see. Glance answers 404, not 403, for the rest. */
  visible(projectId: string): Image[] {
    return this.all().filter((image) => isVisible(image, projectId));
  }

  find(id: string, projectId: string): Image | undefined {
    const image = this.#images.get(id);
    return image !== undefined && isVisible(image, projectId) ? image : undefined;
  }

  /** Whoever it belongs to. */
  get(id: string): Image | undefined {
    return this.#images.get(id);
  }

  exists(id: string): boolean {
    return this.#images.has(id);
  }

  delete(id: string): void {
    this.#images.delete(id);
  }
}

const isVisible = (image: Image, projectId: string): boolean =>
  image.visibility === 'public' || image.visibility === 'community' || image.owner === projectId || image.members.has(projectId);
