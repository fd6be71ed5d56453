import type { List, Ref } from '@portolan/core/driver';
import type { CloudapiRequest } from '../../client.ts';
import { machinePath } from '../../compute/servers/requests.ts';
import { type Calls, type NativeListOptions, type NativeOptions, refId, segment } from '../calls.ts';

/** Source: sdc-cloudapi docs "ListMachineDisks"; code 9.4 and later. bhyve alone. */
export interface DiskWire {
  readonly id: string;
  /** `0:4:1` */
  readonly pci_slot?: string;
  /** MiB */
  readonly size: number;
  readonly block_size?: number;
  readonly boot?: boolean;
  /** `creating`, `resizing`, `deleting`, else the machine's. */
  readonly state?: string;
}

const base = (machine: Ref): string => `${machinePath(refId(machine, 'machine'))}/disks`;
const one = (machine: Ref, disk: Ref): string => `${base(machine)}/${segment(disk, 'disk')}`;
const list = (machine: Ref): CloudapiRequest => ({ operation: 'ListMachineDisks', method: 'GET', path: base(machine) });
const get = (machine: Ref, disk: Ref): CloudapiRequest => ({ operation: 'GetMachineDisk', method: 'GET', path: one(machine, disk) });
const create = (machine: Ref, body: object): CloudapiRequest => ({ operation: 'CreateMachineDisk', method: 'POST', path: base(machine), body });
const resize = (machine: Ref, disk: Ref, body: object): CloudapiRequest => ({
  operation: 'ResizeMachineDisk',
  method: 'POST',
  path: one(machine, disk),
  body,
  idempotent: true,
});
const remove = (machine: Ref, disk: Ref): CloudapiRequest => ({ operation: 'DeleteMachineDisk', method: 'DELETE', path: one(machine, disk), accept: [404] });

export interface CreateDiskFields {
  /** MiB, or all that the package leaves. */
  readonly size: number | 'remaining';
  /** `0:4:1`. Given, the answer is the disk. */
  readonly pci_slot?: string | undefined;
  readonly block_size?: number | undefined;
}

/** Disks of a bhyve machine on a package with `flexible_disk`. The machine has to be stopped. */
export class NativeDisks {
  readonly #calls: Calls;

  constructor(calls: Calls) {
    this.#calls = calls;
  }

  list(machine: Ref, options: NativeListOptions = {}): List<DiskWire> {
    return this.#calls.list<DiskWire>(list(machine), options, ['id', 'pci_slot']);
  }

  async get(machine: Ref, disk: Ref, options: NativeOptions = {}): Promise<DiskWire> {
    return this.#calls.json<DiskWire>(get(machine, disk), options);
  }

  /** Undefined without `pci_slot`: the server then says nothing of the disk, look for it in `list`. */
  async create(machine: Ref, fields: CreateDiskFields, options: NativeOptions = {}): Promise<DiskWire | undefined> {
    return (await this.#calls.answer(create(machine, fields), options)).body as DiskWire | undefined;
  }

  /** Shrinking loses what is beyond; it has to be allowed. The answer still shows the old size. */
  async resize(
    machine: Ref,
    disk: Ref,
    size: number,
    options: NativeOptions & { readonly dangerousAllowShrink?: boolean | undefined } = {},
  ): Promise<DiskWire> {
    const { dangerousAllowShrink, ...rest } = options;
    const body = { size, ...(dangerousAllowShrink === true ? { dangerous_allow_shrink: true } : {}) };
    return this.#calls.json<DiskWire>(resize(machine, disk, body), rest);
  }

  async delete(machine: Ref, disk: Ref, options: NativeOptions = {}): Promise<void> {
    await this.#calls.empty(remove(machine, disk), options);
  }
}
