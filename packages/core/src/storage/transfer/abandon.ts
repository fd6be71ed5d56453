import { CloudError } from '../../errors/cloud-error.ts';
import { FileTarget } from './file-target.ts';
import { ObjectTarget } from './object-target.ts';
import { type HasObjects, tokenEnd } from './place.ts';
import { readToken, type TransferToken } from './token.ts';

/** Frees the parts that a token names, and nothing else. */
export async function abandon(storage: HasObjects, given: TransferToken): Promise<void> {
  const token = readToken(given);
  if (token.to.service !== 'file') {
    const here = await tokenEnd(storage.objects, token.to.bucket, token.to.key, {});
    if (here.service !== token.to.service) throw new CloudError('invalid-argument', 'the token is of a transfer to another service', { outcome: 'not-done' });
  }
  for (const { to, upload } of token.open) {
    const target =
      token.to.service === 'file'
        ? new FileTarget(to, async () => undefined)
        : new ObjectTarget({ objects: storage.objects, bucket: token.to.bucket, key: to });
    await target.abandon(upload);
  }
}
