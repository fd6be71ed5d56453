import { CloudError } from '@portolan/core/driver';
import type { Preset } from '../../presets.ts';

/** XML cannot say U+0000. Where listings cannot be asked for in URL encoding, one such key makes every listing of its bucket unreadable. */
export function assertListable(key: string, preset: Pick<Preset, 'urlEncodedLists'>): void {
  if (preset.urlEncodedLists || !key.includes('\u0000')) return;
  throw new CloudError('invalid-argument', 'key: has a U+0000, which no listing of this cloud could show', { outcome: 'not-done' });
}
