import { isSecretName, REDACTED } from './redact.ts';
import type { HttpRequest } from './transport.ts';

const SECRET_HEADER = /^(proxy-)?authorization$|^cookie$|pass(word|phrase)|secret|token|signature|credential|key(-\d)?$/i;
const LARGEST_BODY = 64 * 1024;
/** Shorter values are words that stand in messages by themselves. */
const SHORTEST = 4;
/** So much of the beginning of a secret is a secret too: servers, and we, cut what they repeat. */
const BEGINNING = 8;

/**
 * Debug pages, gateways and firewalls answer with the request that they refuse. This blanks out of a text what was secret in the request: credentials in
 * its headers, passwords and keys in its body, signatures in its query; and what else must not show (the proxy's password).
 */
export function hideSent(request: HttpRequest, others: readonly string[] = []): (text: string) => string {
  const forms = [...secretsOf(request), ...others.filter((secret) => secret.length >= SHORTEST)].flatMap(formsOf);
  // The longest first: one may begin with another.
  const ordered = [...new Set(forms)].sort((a, b) => b.length - a.length);
  return (text) => {
    const whole = ordered.reduce((rest, form) => rest.replaceAll(form, REDACTED), text);
    return ordered.reduce(hideBeginning, whole);
  };
}

function hideBeginning(text: string, secret: string): string {
  const beginning = secret.slice(0, BEGINNING);
  let at = text.indexOf(beginning);
  if (at === -1) return text;
  let hidden = '';
  let from = 0;
  while (at !== -1) {
    let length = beginning.length;
    while (length < secret.length && text[at + length] === secret[length]) length += 1;
    hidden += `${text.slice(from, at)}${REDACTED}`;
    from = at + length;
    at = text.indexOf(beginning, from);
  }
  return hidden + text.slice(from);
}

/** As it is, and as URLs, forms, JSON and HTML write it. */
function formsOf(secret: string): string[] {
  const url = encodeWhole(secret);
  return [
    secret,
    url,
    url.replaceAll('%20', '+'),
    url.replace(/%[0-9A-F]{2}/g, (byte) => byte.toLowerCase()),
    url.replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`),
    JSON.stringify(secret).slice(1, -1),
    secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
    secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;'),
    Buffer.from(secret, 'utf8').toString('latin1'),
  ];
}

function secretsOf(request: HttpRequest): string[] {
  const secrets: string[] = [];
  for (const [name, value] of Object.entries(request.headers)) {
    if (!SECRET_HEADER.test(name)) continue;
    if (/authorization$/i.test(name)) secrets.push(...credentialsOf(value));
    else secrets.push(value);
  }
  const mark = request.target.indexOf('?');
  if (mark !== -1) secrets.push(...secretPairs(request.target.slice(mark + 1)));
  if (request.secretTarget === true) secrets.push(request.target);
  secrets.push(...secretsOfBody(request));
  return secrets.filter((secret) => secret.length >= SHORTEST);
}

/** `Bearer x`, `Basic x`, `AWS id:x`, `Signature …,signature="x"`, `AWS4-HMAC-SHA256 …, Signature=x`: what is public in them stays readable. */
function credentialsOf(value: string): string[] {
  const signature = /\bsignature="?([^",\s]+)/i.exec(value)?.[1];
  if (signature !== undefined) return [signature];
  const [scheme = '', ...rest] = value.split(' ');
  const credentials = rest.join(' ').trim();
  if (credentials === '') return [scheme];
  if (/^basic$/i.test(scheme)) {
    const plain = Buffer.from(credentials, 'base64').toString('utf8');
    return [credentials, plain.slice(plain.indexOf(':') + 1)];
  }
  if (/^aws$/i.test(scheme)) return [credentials.slice(credentials.indexOf(':') + 1)];
  return [credentials];
}

function secretsOfBody({ headers, body }: HttpRequest): string[] {
  if (body === undefined || !body.replayable || body.length === undefined || body.length > LARGEST_BODY) return [];
  const type = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
  if (!/\b(json|xml|x-www-form-urlencoded)\b/i.test(type)) return [];
  const source = body.open();
  if (!(source instanceof Uint8Array)) {
    source.on('error', () => {}).destroy();
    return [];
  }
  const text = Buffer.from(source).toString('utf8');
  if (/form/i.test(type)) return secretPairs(text);
  return /json/i.test(type) ? secretMembers(text) : secretElements(text);
}

/** Of a query or form, as they stand there and decoded. */
function secretPairs(text: string): string[] {
  return text.split('&').flatMap((pair) => {
    const equals = pair.indexOf('=');
    if (equals === -1 || !isSecretName(pair.slice(0, equals))) return [];
    const value = pair.slice(equals + 1);
    return [value, decoded(value)];
  });
}

function secretMembers(text: string): string[] {
  const found: string[] = [];
  const walk = (value: unknown, name: string, parent: string): void => {
    if (typeof value === 'string') {
      // Keystone renews by `{"token": {"id": "…"}}`.
      if (isSecretName(name) || (name === 'id' && parent === 'token')) found.push(value);
    } else if (Array.isArray(value)) for (const item of value) walk(item, name, parent);
    else if (typeof value === 'object' && value !== null) for (const [key, item] of Object.entries(value)) walk(item, key, name);
  };
  try {
    walk(JSON.parse(text), '', '');
  } catch {
    // Not what its type says: there is nothing to look for.
  }
  return found;
}

function secretElements(text: string): string[] {
  return [...text.matchAll(/<([\w.-]+)[^<>]*>([^<]+)</g)].flatMap(([, name = '', value = '']) => (isSecretName(name) ? [value] : []));
}

function encodeWhole(text: string): string {
  try {
    return encodeURIComponent(text);
  } catch {
    return text;
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
