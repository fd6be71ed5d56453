import { randomBytes } from 'node:crypto';

export interface QueueMessage {
  readonly id: string;
  /** Order of arrival, which markers count by. */
  readonly sequence: number;
  readonly body: unknown;
  readonly clientId: string;
  readonly createdAt: number;
  /** Seconds; a claim may lengthen it. */
  ttl: number;
  claim: QueueClaim | undefined;
}

export interface QueueClaim {
  readonly id: string;
  ttl: number;
  grace: number;
  startedAt: number;
}

export interface Queue {
  readonly name: string;
  metadata: Readonly<Record<string, unknown>>;
  messages: QueueMessage[];
}

const objectId = (): string => randomBytes(12).toString('hex');

/** Queues of one region, by account. */
export class QueueState {
  readonly #accounts = new Map<string, Map<string, Queue>>();
  #sequence = 0;

  of(projectId: string): Map<string, Queue> {
    const known = this.#accounts.get(projectId) ?? new Map<string, Queue>();
    this.#accounts.set(projectId, known);
    return known;
  }

  post(queue: Queue, clientId: string, ttl: number, body: unknown, now: number): QueueMessage {
    this.#sequence += 1;
    const message = { id: objectId(), sequence: this.#sequence, body, clientId, createdAt: now, ttl, claim: undefined };
    queue.messages.push(message);
    return message;
  }

  newClaim(ttl: number, grace: number, now: number): QueueClaim {
    return { id: objectId(), ttl, grace, startedAt: now };
  }

  /** Claims that ran out are nobody's, and messages that did are gone. */
  settle(now: number): void {
    for (const queues of this.#accounts.values()) {
      for (const queue of queues.values()) {
        for (const message of queue.messages) {
          if (message.claim !== undefined && message.claim.startedAt + message.claim.ttl * 1000 <= now) message.claim = undefined;
        }
        queue.messages = queue.messages.filter(({ createdAt, ttl }) => createdAt + ttl * 1000 > now);
      }
    }
  }
}

/** A claimed message outlives its claim by the grace. */
export function lengthen(message: QueueMessage, claim: QueueClaim): void {
  const until = claim.startedAt + (claim.ttl + claim.grace) * 1000;
  message.ttl = Math.max(message.ttl, Math.ceil((until - message.createdAt) / 1000));
}
