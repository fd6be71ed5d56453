import { createHash } from 'node:crypto';
import { DirectoryEntry, newEtag, type Tree } from './tree.ts';

/** Where IMGAPI writes the images it exports. */
export interface ExportTarget {
  isDirectory(pieces: readonly string[]): boolean;
  /** False when there is no such directory to write in. */
  write(pieces: readonly string[], body: Buffer, nowMs: number): boolean;
}

export const exportTarget = (tree: Tree): ExportTarget => ({
  isDirectory: (pieces) => tree.find(pieces)?.type === 'directory',
  write(pieces, body, nowMs) {
    const parent = tree.find(pieces.slice(0, -1));
    if (!(parent instanceof DirectoryEntry) || pieces.length < 3) return false;
    parent.set({
      type: 'object',
      name: pieces.at(-1) ?? '',
      mtimeMs: nowMs,
      headers: {},
      roleTags: [],
      etag: newEtag(),
      body,
      contentMD5: createHash('md5').update(body).digest('base64'),
      contentType: 'application/octet-stream',
      contentDisposition: undefined,
      copies: 2,
    });
    return true;
  },
});
