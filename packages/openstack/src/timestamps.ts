/**
 * OpenStack's services write one moment in many ways: `2013-09-03T04:01:32Z`, `2012-02-14T20:53:07.000000` (UTC, though no zone says so),
 * `2014-01-09T15:08:53.645-06:00`, `2011-06-24T01:23:15.000+0000`. What cannot be read is `undefined`.
 */
export function parseTimestamp(text: unknown): Date | undefined {
  if (typeof text !== 'string' || text === '') return undefined;
  const zoned = /^\d{4}-\d{2}-\d{2}[T ][\d:.]+$/.test(text) ? `${text.replace(' ', 'T')}Z` : text.replace(/([+-]\d{2})(\d{2})$/, '$1:$2');
  const time = Date.parse(zoned);
  return Number.isNaN(time) ? undefined : new Date(time);
}
