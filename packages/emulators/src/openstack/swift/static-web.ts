import { escapeXml } from '../../kit/xml.ts';
import type { Answer } from '../answer.ts';
import { readObject } from './object-read.ts';
import { HTML, refuse, type SwiftCall } from './swift-call.ts';
import { listNames } from './swift-listing.ts';
import { isTrue } from './swift-metadata.ts';
import { type Container, liveObject } from './swift-store.ts';

// A container as a web site. Source: staticweb.py as it answers in 2.30.1.

const META = 'X-Container-Meta-Web-';

/** Sites are for who comes without a token, or asks for them. */
export const wantsSite = (call: SwiftCall, container: Container | undefined): container is Container =>
  container !== undefined &&
  (call.request.method === 'GET' || call.request.method === 'HEAD') &&
  (call.token === undefined || isTrue(call.request.header('x-web-mode') ?? '')) &&
  ['Index', 'Error', 'Listings', 'Listings-Css'].some((name) => container.headers.has(META + name));

const moved = (call: SwiftCall): Answer => ({
  status: 301,
  headers: { 'Content-Type': HTML, Location: `${call.region.linkOrigin}${call.request.path}/` },
  body: '<html><h1>Moved Permanently</h1><p>The resource has moved permanently.</p></html>',
});

/** The page for a status, where the site has one: `404error.html`. Undefined: it has none. */
export async function errorPage(call: SwiftCall, container: Container, status: number): Promise<Answer | 'streamed' | undefined> {
  const suffix = container.headers.get(`${META}Error`);
  const page = suffix === undefined ? undefined : liveObject(container, `${status}${suffix}`, call.now);
  return page === undefined ? undefined : readObject(call, page, status);
}

async function missing(call: SwiftCall, container: Container): Promise<Answer | 'streamed'> {
  const page = await errorPage(call, container, 404);
  if (page !== undefined) return page;
  throw refuse(404);
}

const cells = (name: string, size: string, date: string): string =>
  `    <td class="colname">${name}</td>\n    <td class="colsize">${size}</td>\n    <td class="coldate">${date}</td>\n   </tr>\n`;

/** `text/html` is of the classes `type-text` and `type-html`. */
const classesOf = (contentType: string): string =>
  contentType
    .split(';')[0]
    ?.split('/')
    .map((part) => `type-${part.trim().replaceAll(/[^a-z0-9]+/gi, '-')}`)
    .join(' ') ?? '';

const sizeText = (bytes: number): string => {
  if (bytes < 1024) return String(bytes);
  const power = Math.min(Math.floor(Math.log2(bytes) / 10), 6);
  return `${Math.round(bytes / 1024 ** power)}${'KMGTPE'[power - 1] ?? ''}`;
};

function listing(call: SwiftCall, container: Container, prefix: string): Answer | undefined {
  const query = new Map([
    ['delimiter', '/'],
    ['prefix', prefix],
  ]);
  const entries = listNames({ ...call, query }, container.keys.sorted());
  if (prefix !== '' && entries.length === 0) return undefined;
  const label = container.headers.get(`${META}Listings-Label`);
  const title = `Listing of ${escapeXml(label === undefined ? decodeURIComponent(call.request.path) : `${label}/${prefix}`)}`;
  const css = container.headers.get(`${META}Listings-Css`);
  const up = '../'.repeat(prefix.split('/').length - 1);
  const style = css === undefined ? '' : `  <link rel="stylesheet" type="text/css" href="${/^https?:|^\//.test(css) ? css : `${up}${css}`}" />\n`;
  const link = (name: string): string => {
    const short = name.slice(prefix.length);
    return `<a href="${short.split('/').map(encodeURIComponent).join('/')}">${escapeXml(short)}</a>`;
  };
  const rows = entries.map((entry) => {
    if ('subdir' in entry) return `   <tr class="item subdir">\n${cells(link(entry.subdir), '&nbsp;', '&nbsp;')}`;
    const object = container.objects.get(entry.name);
    const date = new Date(object?.timestamp ?? 0).toISOString().slice(0, 19).replace('T', ' ');
    const size = sizeText(object?.slo?.size ?? object?.size ?? 0);
    return `   <tr class="item ${classesOf(object?.contentType ?? '')}">\n${cells(link(entry.name), size, date)}`;
  });
  const parent = prefix === '' ? '' : `   <tr id="parent" class="item">\n${cells('<a href="../">../</a>', '&nbsp;', '&nbsp;')}`;
  // Folders stand before files.
  const sorted = [...rows.filter((row) => row.includes('item subdir')), ...rows.filter((row) => !row.includes('item subdir'))];
  const head = `   <tr id="heading">\n    <th class="colname">Name</th>\n    <th class="colsize">Size</th>\n    <th class="coldate">Date</th>\n   </tr>\n`;
  const doctype = '<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN" "http://www.w3.org/TR/html4/loose.dtd">';
  const body = `${doctype}\n<html>\n <head>\n  <title>${title}</title>\n${style} </head>\n <body>\n  <h1 id="title">${title}</h1>\n  <table id="listing">\n${head}${parent}${sorted.join('')}  </table>\n </body>\n</html>\n`;
  return { status: 200, headers: { 'Content-Type': HTML }, body };
}

/** What a visitor gets at a folder: its index, its listing, or the page for what is not there. */
async function folder(call: SwiftCall, container: Container, prefix: string): Promise<Answer | 'streamed'> {
  const index = container.headers.get(`${META}Index`);
  const page = index === undefined ? undefined : liveObject(container, prefix + index, call.now);
  if (page !== undefined) return readObject(call, page);
  const listed = isTrue(container.headers.get(`${META}Listings`) ?? '') ? listing(call, container, prefix) : undefined;
  return listed ?? missing(call, container);
}

const hasBelow = (container: Container, prefix: string): boolean => container.keys.sorted().some((key) => key.startsWith(prefix));

/** `object`: what follows the container and its slash; undefined without a slash. */
export async function siteOperation(call: SwiftCall, container: Container, object: string | undefined): Promise<Answer | 'streamed'> {
  if (object === undefined) return call.request.path.endsWith('/') ? folder(call, container, '') : moved(call);
  const found = liveObject(container, object, call.now);
  const directory = container.headers.get(`${META}Directory-Type`) ?? 'application/directory';
  if (found !== undefined && found.contentType !== directory) return readObject(call, found);
  if (object.endsWith('/')) return folder(call, container, object);
  if (hasBelow(container, `${object}/`)) return moved(call);
  return missing(call, container);
}
