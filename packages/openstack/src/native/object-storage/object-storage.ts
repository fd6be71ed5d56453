import { join, sep } from 'node:path';
import { type CallOptions, Storage, type TransferResult, type UploadOptions, withContext } from '@portolan/core/driver';
import { capabilities, rackspaceCapabilities } from '../../capabilities.ts';
import type { OpenstackClient } from '../../client.ts';
import { SwiftStorage } from '../../storage/driver.ts';
import { BulkDelete } from '../../storage/objects/bulk-delete.ts';
import { SwiftInfo } from '../../storage/swift-info.ts';
import { invalid, ServiceCalls } from '../service-calls.ts';
import { SwiftAccount } from './account.ts';
import { SwiftBulk } from './bulk.ts';
import { SwiftContainers } from './containers.ts';
import { type SyncFolderOptions, type SyncFolderResult, syncFolder } from './folder-sync.ts';
import { SwiftLargeObjects } from './large-objects.ts';
import { SwiftObjectsNative } from './objects.ts';
import { SwiftSignedUrls } from './signed-urls.ts';

/** Swift, or Rackspace Cloud Files, in its own words. */
export class ObjectStorageNative {
  readonly account: SwiftAccount;
  readonly containers: SwiftContainers;
  readonly objects: SwiftObjectsNative;
  readonly largeObjects: SwiftLargeObjects;
  readonly bulk: SwiftBulk;
  readonly signedUrls: SwiftSignedUrls;
  readonly #calls: ServiceCalls;
  readonly #storage: Storage;

  constructor(client: OpenstackClient) {
    const calls = new ServiceCalls(client, 'object-store');
    const bulk = new BulkDelete(client, new SwiftInfo(client));
    const { clock, random } = client.connection;
    const { provider } = client.settings.dialect;
    this.#calls = calls;
    this.#storage = new Storage(
      { provider, clock, random, capabilities: provider === 'rackspace' ? rackspaceCapabilities : capabilities },
      new SwiftStorage(client),
    );
    this.account = new SwiftAccount(calls);
    this.objects = new SwiftObjectsNative(calls);
    this.largeObjects = new SwiftLargeObjects(calls);
    this.bulk = new SwiftBulk(calls, async (options) => {
      const { bulk_delete } = await this.account.capabilities(options);
      return bulk_delete?.max_deletes_per_request;
    });
    this.containers = new SwiftContainers(calls, async (container, names, options) => {
      // One by one where this Swift has no bulk delete.
      const [failure] = await bulk.remove(container, names, options);
      if (failure !== undefined) throw failure.error;
    });
    this.signedUrls = new SwiftSignedUrls(calls);
  }

  /** Puts every file of a folder under a prefix; links and devices are left out. Large files are cut by themselves. */
  async uploadFolder(folder: string, container: string, options: UploadOptions & { readonly prefix?: string | undefined } = {}): Promise<TransferResult> {
    const { prefix = '', ...rest } = options;
    return this.#storage.upload(folder, { bucket: container, key: prefix }, rest);
  }

  /** Makes a container hold what a folder holds; `delete` also what it does not. */
  async syncFolder(folder: string, container: string, options: SyncFolderOptions = {}): Promise<SyncFolderResult> {
    const context = { provider: this.#calls.client.settings.dialect.provider, operation: 'object-store SyncFolder', target: folder };
    return withContext(context, options.signal, () => syncFolder(this.#storage, this.objects, folder, container, options));
  }

  /** Writes an object into a folder, with the folders of its name unless `flat`. */
  async download(
    container: string,
    name: string,
    folder: string,
    options: CallOptions & { readonly flat?: boolean | undefined } = {},
  ): Promise<TransferResult> {
    const { flat = false, ...rest } = options;
    const parts = name.split('/');
    const kept = flat ? parts.slice(-1) : parts;
    if (kept.some((part) => part === '' || part === '.' || part === '..' || part.includes('\0') || (sep === '\\' && /[\\:]/.test(part))))
      throw invalid(`the name ${JSON.stringify(name)} cannot be a file's path`, 'read it with objects.get, and choose the path');
    return this.#storage.download({ bucket: container, key: name }, join(folder, ...kept), rest);
  }
}
