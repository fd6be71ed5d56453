import {
  type CallOptions,
  type CreateImageRequest,
  encodePathSegment,
  type Image,
  type ImageDriver,
  type ImageState,
  isCloudError,
  type ListImagesDriverOptions,
  type Page,
  readTextMarks,
  type TextMarks,
  writeTextMarks,
  type XmlNode,
  xml,
  xmlChild,
  xmlText,
} from '@portolan/core/driver';
import type { EngineClient } from '../../client.ts';
import { equals } from '../../search.ts';
import { dateOf, idOf, leaf, numberOf, refTo, textOf } from '../../wire-values.ts';

/** It has no disk: nothing can boot from it. */
export const BLANK_TEMPLATE = '00000000-0000-0000-0000-000000000000';
const REMOVAL_MS = 600_000;

/** Templates, every version of them an image of its own under the common name. */
export class OvirtImages implements ImageDriver {
  readonly #client: EngineClient;

  constructor(client: EngineClient) {
    this.#client = client;
  }

  async listPage(options: ListImagesDriverOptions): Promise<Page<Image>> {
    const search = options.name === undefined ? undefined : equals('name', options.name);
    const images = await this.#client.list(
      { operation: 'ListTemplates', method: 'GET', path: '/templates', query: { search } },
      'templates',
      'template',
      options,
      toImage,
    );
    return { items: images.filter(({ id }) => id !== BLANK_TEMPLATE).sort(byVersion) };
  }

  async get(id: string, options: CallOptions): Promise<Image> {
    return toImage(await this.#client.document({ operation: 'GetTemplate', method: 'GET', path: path(id) }, 'template', options));
  }

  /** The engine takes templates of servers that are down, and copies their disks: `pending` until then. */
  async createFromServer({ serverId, name, idempotencyKey, owner }: CreateImageRequest, options: CallOptions): Promise<Image> {
    const comment = writeTextMarks(undefined, { key: idempotencyKey, owner });
    const body = xml('template', {}, leaf('comment', comment), leaf('name', name), refTo('vm', serverId));
    return toImage(await this.#client.document({ operation: 'AddTemplate', method: 'POST', path: '/templates', body }, 'template', options));
  }

  async listByIdempotencyKey(key: string, _serverId: string, options: CallOptions): Promise<readonly Image[]> {
    const { items } = await this.listPage(options);
    return items.filter(({ raw, state }) => marksOf(raw as XmlNode)['key'] === key && state !== 'error');
  }

  async delete(id: string, options: CallOptions): Promise<void> {
    const patience = this.#client.patience(options, REMOVAL_MS);
    try {
      await patience.whileLocked('the image', (given) => this.#client.perform({ operation: 'RemoveTemplate', method: 'DELETE', path: path(id) }, given));
    } catch (error) {
      if (!isCloudError(error, 'not-found')) throw error;
    }
  }
}

const marksOf = (node: XmlNode): TextMarks => readTextMarks(xmlText(node, 'comment')).marks;

const path = (id: string): string => `/templates/${encodePathSegment(id)}`;

/** Versions of a template one behind the other, the latest last: `find` takes the last of those that are equally old. */
function byVersion(a: Image, b: Image): number {
  if (a.name !== b.name) return a.name < b.name ? -1 : 1;
  return versionOf(a) - versionOf(b);
}

/** `<version><version_number>2</version_number>…`; a template without versions is its own first. */
const versionOf = ({ raw }: Image): number => numberOf(xmlChild(raw as XmlNode, 'version'), 'version_number') ?? 1;

const STATES: Readonly<Record<string, ImageState>> = { ok: 'available', locked: 'pending', illegal: 'error' };

export function toImage(node: XmlNode): Image {
  const nativeState = textOf(node, 'status') ?? '';
  const os = xmlChild(node, 'os');
  return {
    id: idOf(node),
    name: xmlText(node, 'name') ?? '',
    state: STATES[nativeState] ?? 'unknown',
    nativeState,
    createdAt: dateOf(node, 'creation_time'),
    owner: marksOf(node)['owner'],
    os: os === undefined ? undefined : osFamily(textOf(os, 'type')),
    raw: node,
  };
}

/** `rhel_9x64`, `ubuntu_18_04`, `windows_2022`, `other_linux`: families as far as the names tell. */
function osFamily(type: string | undefined): string | undefined {
  if (type === undefined || type === 'other' || type === 'unassigned') return undefined;
  if (/^windows/.test(type)) return 'windows';
  if (/^freebsd/.test(type)) return 'freebsd';
  return /linux|rhel|ubuntu|debian|sles|centos|fedora|suse/.test(type) ? 'linux' : type;
}
