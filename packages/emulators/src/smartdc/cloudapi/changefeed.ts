import { isDeepStrictEqual } from 'node:util';
import { ApiError } from './api-error.ts';
import type { Answer, Call } from './call.ts';
import type { Cloud } from './cloud.ts';
import type { Machine } from './machines/machine.ts';
import { machineView } from './machines/view.ts';
import { handshakeProblem, WebSocketConnection } from './web-socket.ts';

const SUB_RESOURCES = ['alias', 'customer_metadata', 'destroyed', 'nics', 'owner_uuid', 'server_uuid', 'state', 'tags'];
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const POLL_MS = 20;

interface Registration {
  readonly subResources: readonly string[];
  readonly machineIds: readonly string[] | undefined;
}

/** `GET /:login/changefeed`: after one message that says what is wanted, every change of the account's machines. */
export function connectFeed(call: Call): Answer {
  const { request, cloud, account } = call;
  const { upgrade } = request;
  // `next(new Error(…))`: no REST error.
  if (upgrade === undefined) throw new ApiError(500, 'InternalError', 'Connection Must Upgrade For WebSockets');
  const problem = handshakeProblem(request);
  if (problem !== undefined) throw new ApiError(500, 'InternalError', problem);
  return {
    status: 101,
    upgraded: () => {
      const socket = WebSocketConnection.accept(request, upgrade);
      let timer: NodeJS.Timeout | undefined;
      socket.on('text', (text: string) => {
        const registration = readRegistration(text);
        // Anything else is passed over in silence.
        if (registration === undefined || timer !== undefined) return;
        const feed = new Feed(cloud, account.id, registration);
        timer = setInterval(() => {
          for (const message of feed.changes()) socket.send(JSON.stringify(message));
        }, POLL_MS);
      });
      socket.on('end', () => clearInterval(timer));
    },
  };
}

function readRegistration(text: string): Registration | undefined {
  let message: unknown;
  try {
    message = JSON.parse(text);
  } catch {
    return undefined;
  }
  const { resource, subResources, vms } = Object(message) as { resource?: unknown; subResources?: unknown; vms?: unknown };
  if (resource !== 'vm' || !Array.isArray(subResources) || subResources.length === 0) return undefined;
  if (!subResources.every((name: unknown) => typeof name === 'string' && SUB_RESOURCES.includes(name))) return undefined;
  if (vms !== undefined && !(Array.isArray(vms) && vms.every((id: unknown) => typeof id === 'string' && UUID.test(id)))) return undefined;
  return { subResources: subResources as string[], machineIds: vms as string[] | undefined };
}

/** What VMAPI would publish, found by comparing the machines with how they were when last looked at. */
class Feed {
  readonly #cloud: Cloud;
  readonly #ownerId: string;
  readonly #registration: Registration;
  #known: Map<string, Record<string, unknown>>;

  constructor(cloud: Cloud, ownerId: string, registration: Registration) {
    this.#cloud = cloud;
    this.#ownerId = ownerId;
    this.#registration = registration;
    this.#known = this.#look();
  }

  changes(): Record<string, unknown>[] {
    const now = this.#cloud.clock.now();
    this.#cloud.settle(now);
    const before = this.#known;
    this.#known = this.#look();
    const { subResources: wanted, machineIds } = this.#registration;
    return this.#machines().flatMap((machine) => {
      const [old, current] = [before.get(machine.id) ?? {}, this.#known.get(machine.id) ?? {}];
      const subResources = SUB_RESOURCES.filter((name) => !isDeepStrictEqual(old[name], current[name]));
      if (!subResources.some((name) => wanted.includes(name))) return [];
      if (machineIds !== undefined && !machineIds.includes(machine.id)) return [];
      return [
        {
          changeKind: { resource: 'vm', subResources },
          changedResourceId: machine.id,
          published: String(now),
          resourceObject: machineView(this.#cloud, machine),
          resourceState: machine.state,
        },
      ];
    });
  }

  #machines(): Machine[] {
    return this.#cloud.machines.filter((machine) => machine.ownerId === this.#ownerId);
  }

  #look(): Map<string, Record<string, unknown>> {
    return new Map(this.#machines().map((machine) => [machine.id, snapshot(machine)]));
  }
}

const snapshot = (machine: Machine): Record<string, unknown> => ({
  alias: machine.name,
  customer_metadata: { ...machine.metadata },
  destroyed: machine.state === 'destroyed',
  nics: machine.nics.map((nic) => ({ ...nic })),
  owner_uuid: machine.ownerId,
  server_uuid: machine.computeNode,
  state: machine.state,
  tags: { ...machine.tags },
});
