import type { DnsDomain } from './dns-state.ts';
import { NAMESERVERS } from './dns-view.ts';

/** A line of a zone file, its names in full and without the dot at their end. */
export interface ZoneLine {
  readonly name: string;
  readonly ttl: number | undefined;
  readonly type: string;
  readonly fields: readonly string[];
}

export interface Zone {
  readonly origin: string;
  readonly ttl: number | undefined;
  readonly emailAddress: string | undefined;
  readonly lines: readonly ZoneLine[];
}

const bare = (name: string): string => name.replace(/\.$/, '').toLowerCase();

/** As BIND 9 reads it. The first letters of an address stand before its first dot: `admin.example.com.` */
export function printZone(domain: DnsDomain, now: number): string {
  const serial = Math.floor(now / 1000);
  const mail = `${domain.emailAddress.replace('@', '.')}.`;
  const quoted = (text: string): string => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
  const target = (type: string, data: string): string => (type === 'TXT' ? quoted(data) : /^(CNAME|MX|NS|SRV)$/.test(type) ? `${data}.` : data);
  const rows = domain.records.map(({ name, ttl, type, priority, data }) =>
    [`${name}.`, ttl, 'IN', type, ...(priority === undefined ? [] : [priority]), target(type, data)].join('\t'),
  );
  const soa = `${domain.name}.\t${domain.ttl}\tIN\tSOA\t${NAMESERVERS[0]}. ${mail} ${serial} 21600 3600 1814400 500`;
  return [soa, ...rows, ''].join('\n');
}

/** Words of a line: quotes hold blanks together, a semicolon begins a comment. */
function wordsOf(line: string): string[] {
  return [...line.matchAll(/"((?:[^"\\]|\\.)*)"|(;.*$)|(\S+)/g)].flatMap(([, quoted, comment, word]) =>
    comment !== undefined ? [] : quoted !== undefined ? [quoted.replace(/\\(.)/g, '$1')] : [word ?? ''],
  );
}

/** Lines with what stands in parentheses drawn into one. */
function logicalLines(text: string): string[] {
  const lines: string[] = [];
  let open = '';
  for (const raw of text.split(/\r?\n/)) {
    const line = raw.replace(/(^|\s);.*$/, '');
    open = open === '' ? line : `${open} ${line}`;
    if (open.split('(').length > open.split(')').length) continue;
    lines.push(open.replace(/[()]/g, ' '));
    open = '';
  }
  return lines;
}

/** Undefined: it is no zone file. */
export function parseZone(text: string): Zone | undefined {
  let origin = '';
  let standard: number | undefined;
  let owner = '';
  let soa: ZoneLine | undefined;
  const lines: ZoneLine[] = [];
  const full = (name: string): string => (name === '@' ? origin : name.endsWith('.') ? bare(name) : `${bare(name)}.${origin}`);
  for (const line of logicalLines(text)) {
    const words = wordsOf(line);
    if (words.length === 0) continue;
    if (words[0] === '$ORIGIN') origin = bare(words[1] ?? '');
    else if (words[0] === '$TTL') standard = Number(words[1]);
    else {
      // A line that begins with a blank is of the name of the line before.
      if (!/^\s/.test(line)) owner = full(words.shift() ?? '');
      let ttl = standard;
      while (/^(\d+|IN)$/i.test(words[0] ?? '')) {
        const word = words.shift() ?? '';
        if (/^\d+$/.test(word)) ttl = Number(word);
      }
      const type = words.shift()?.toUpperCase();
      if (type === undefined || words.length === 0) return undefined;
      const named = /^(CNAME|MX|NS|SRV|SOA)$/.test(type);
      const last = words.length - 1;
      const fields = words.map((word, index) => (named && type !== 'SOA' && index === last ? full(word) : word));
      const read = { name: owner, ttl, type, fields };
      if (type === 'SOA') {
        soa = read;
        if (origin === '') origin = owner;
      } else lines.push(read);
    }
  }
  if (soa === undefined && origin === '') return undefined;
  const mail = soa?.fields[1];
  return { origin: soa?.name ?? origin, ttl: soa?.ttl ?? standard, emailAddress: mail === undefined ? undefined : bare(mail).replace('.', '@'), lines };
}
