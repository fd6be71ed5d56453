const LONGEST_MS = 30 * 24 * 3600 * 1000;

/**
 * `Retry-After` in milliseconds: seconds (`120`, also `1.5`), an HTTP date, or an ISO date (OpenStack's `retryAfter` fields).
 * A date in the past is 0; nonsense is undefined. `now` is our clock; give the server's `date` header where it is known, since clocks differ.
 */
export function parseRetryAfter(value: string | undefined, now: number, serverDate?: string): number | undefined {
  const text = value?.trim();
  if (text === undefined || text === '') return undefined;
  if (/^\d+(\.\d+)?$/.test(text)) return Math.min(Number(text) * 1000, LONGEST_MS);
  // Date.parse takes almost anything ("-5" is a year); a date here has a time of day.
  if (!/\d{1,2}:\d{2}/.test(text)) return undefined;
  // An ISO date without a zone is UTC on these clouds; Date.parse would take it as local.
  const zoned = /^\d{4}-\d{2}-\d{2}T[\d:.]+$/.test(text) ? `${text}Z` : text;
  const until = Date.parse(zoned);
  if (Number.isNaN(until)) return undefined;
  const theirs = serverDate === undefined ? Number.NaN : Date.parse(serverDate);
  return Math.min(Math.max(0, until - (Number.isNaN(theirs) ? now : theirs)), LONGEST_MS);
}
