import { type CallOptions, type Clock, isCloudError } from '@portolan/core/driver';

/** What was made longer ago and is not found is not there. boto3#2556, ansible#7906: seconds are usual, a minute happens. */
const FRESH_MS = 60_000;
const PAUSES_MS = [200, 400, 800, 1600, 3000] as const;
const MOST_REMEMBERED = 10_000;

/** What is not found, by the code: not every `NotFound` is about the id that is new (`InvalidPermission.NotFound` of a new group's missing rule). */
const CODES: Readonly<Record<string, RegExp>> = {
  i: /^InvalidInstanceID/,
  vol: /^InvalidVolume/,
  snap: /^InvalidSnapshot/,
  sg: /^Invalid(?:Group|SecurityGroup)/,
  subnet: /^InvalidSubnetID/,
  ami: /^InvalidAMIID/,
  emi: /^InvalidAMIID/,
  eipalloc: /^InvalidAllocationID/,
};

function isAbout(id: string, providerCode: string | undefined): boolean {
  // No code: it was found missing here, in an answer without it.
  if (providerCode === undefined) return true;
  const code = CODES[/^([a-z]+)-[0-9a-f]+$/i.exec(id)?.[1] ?? ''];
  return code === undefined ? providerCode !== 'InvalidPermission.NotFound' : code.test(providerCode) || providerCode === 'InvalidID';
}

/**
 * EC2 answers `NotFound` for some seconds to questions about what it has just made. Ids that this connection was given lately are asked for
 * again until they are found; for all others `not-found` is the truth.
 */
export class FreshIds {
  readonly #clock: Clock;
  readonly #madeAt = new Map<string, number>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  remember(id: string): void {
    if (this.#madeAt.size >= MOST_REMEMBERED) this.#madeAt.delete(this.#madeAt.keys().next().value as string);
    this.#madeAt.set(id, this.#clock.now());
  }

  /** It was seen, or deleted: `not-found` means what it says from now on. */
  forget(id: string): void {
    this.#madeAt.delete(id);
  }

  async settled<T>(id: string, options: CallOptions, work: () => Promise<T>): Promise<T> {
    const deadline = this.#clock.now() + (options.timeoutMs ?? Number.POSITIVE_INFINITY);
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await work();
      } catch (error) {
        const madeAt = this.#madeAt.get(id);
        if (!isCloudError(error, 'not-found') || madeAt === undefined || !isAbout(id, error.providerCode)) throw error;
        const pause = PAUSES_MS[Math.min(attempt, PAUSES_MS.length - 1)] as number;
        const until = Math.min(deadline, madeAt + FRESH_MS);
        if (this.#clock.now() + pause > until) throw error;
        await this.#clock.sleep(pause, options.signal);
      }
    }
  }
}
