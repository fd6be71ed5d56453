/**
 * oVirt's tags are names without values, and custom properties exist only where an administrator defined them. So tags, metadata and the mark of
 * `idempotencyKey` stand in the VM's comment, as one line of JSON behind whatever else is written there:
 *
 * `made by ops⏎{"portolan":{"tags":{"role":"web"},"metadata":{},"key":"web-1"}}`
 */
export interface ServerNotes {
  /** What somebody else wrote. */
  readonly foreign: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly metadata: Readonly<Record<string, string>>;
  readonly key?: string | undefined;
  /** vNIC profiles of the create that made it, for whoever has to finish that. */
  readonly nics?: readonly string[] | undefined;
}

const START = '{"portolan":';

export function readComment(comment: string): ServerNotes {
  const at = comment.lastIndexOf(START);
  const nothing = { foreign: comment, tags: {}, metadata: {} };
  if (at === -1 || (at > 0 && comment[at - 1] !== '\n')) return nothing;
  let parsed: unknown;
  try {
    parsed = JSON.parse(comment.slice(at));
  } catch {
    // Somebody edited it: then it is theirs.
    return nothing;
  }
  const notes: unknown = isRecord(parsed) ? parsed['portolan'] : undefined;
  if (!isRecord(notes)) return nothing;
  const { key, nics } = notes;
  return {
    foreign: comment.slice(0, Math.max(0, at - 1)),
    tags: pairs(notes['tags']),
    metadata: pairs(notes['metadata']),
    ...(typeof key === 'string' ? { key } : {}),
    ...(Array.isArray(nics) && nics.every((one) => typeof one === 'string') ? { nics } : {}),
  };
}

export function writeComment(notes: ServerNotes): string {
  const { foreign, tags, metadata, key, nics } = notes;
  const own = {
    ...(Object.keys(tags).length === 0 ? {} : { tags }),
    ...(Object.keys(metadata).length === 0 ? {} : { metadata }),
    ...(key === undefined ? {} : { key }),
    ...(nics === undefined ? {} : { nics }),
  };
  if (Object.keys(own).length === 0) return foreign;
  return `${foreign === '' ? '' : `${foreign}\n`}${JSON.stringify({ portolan: own })}`;
}

function pairs(value: unknown): Readonly<Record<string, string>> {
  if (!isRecord(value)) return {};
  return Object.fromEntries(Object.entries(value).filter((pair): pair is [string, string] => typeof pair[1] === 'string'));
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);
