// Queues v1 (Marconi, Zaqar v1). Source: Rackspace's "Cloud Queues Developer Guide" 1.0; zaqar/transport/wsgi/v1_0.

export interface QueueRow {
  readonly name: string;
  readonly href?: string;
  /** With `detailed`. */
  readonly metadata?: Readonly<Record<string, unknown>>;
}

export interface MessageWire<Body = unknown> {
  /** `/v1/queues/q/messages/51db…?claim_id=…`: the id is in there and nowhere else. */
  readonly href: string;
  readonly ttl: number;
  /** Seconds. */
  readonly age: number;
  readonly body: Body;
}

/** A message, with the ids that its `href` hides. */
export interface QueueMessage<Body = unknown> extends MessageWire<Body> {
  readonly id: string;
  /** Of a message that is claimed, and was shown to who claimed it. */
  readonly claimId?: string | undefined;
}

export interface MessageSpec {
  /** Anything that is JSON. */
  readonly body: unknown;
  /** Seconds until it goes, 60 to 1 209 600 (two weeks). */
  readonly ttl: number;
}

export interface ClaimWire {
  readonly href?: string;
  readonly age?: number;
  readonly ttl?: number;
  readonly messages?: readonly MessageWire[];
}

export interface QueueStatsWire {
  readonly messages?: {
    readonly free?: number;
    readonly claimed?: number;
    readonly total?: number;
    /** Both absent when the queue is empty. */
    readonly oldest?: { readonly href?: string; readonly age?: number; readonly created?: string };
    readonly newest?: { readonly href?: string; readonly age?: number; readonly created?: string };
  };
}
