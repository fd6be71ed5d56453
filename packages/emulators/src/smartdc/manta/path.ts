import { invalidResource } from './manta-error.ts';

/**
 * restify's sanitizePath, which muskie runs on every request target before anything else looks at it: doubled slashes and a final one
 * go, in the query as well. A signed `(request-target)` is checked against what is left.
 */
export function sanitizeTarget(target: string): string {
  let kept = '';
  for (let index = 0; index < target.length; index += 1) {
    const character = target[index] ?? '';
    const next = target[index + 1] ?? '/';
    if (character === '/' && (next === '/' || (next === '?' && index > 0)) && !(index === 0 && target.length === 1)) continue;
    kept += character;
  }
  return kept;
}

/**
 * The pieces of a path, decoded. Each segment is decoded and they are joined again (libmanta normalizeMantaPath()), so `%2F` is one
 * more separator. `.` and `..` are no names.
 */
export function decodePath(path: string): string[] {
  let decoded: string;
  try {
    decoded = path.split('/').map(decodeURIComponent).join('/');
  } catch {
    throw invalidResource(path);
  }
  const pieces = decoded.split('/').slice(1);
  if (!decoded.startsWith('/') || pieces.some((piece) => piece === '' || piece === '.' || piece === '..' || piece.includes('\0'))) throw invalidResource(path);
  return pieces;
}
