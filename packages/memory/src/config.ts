import { type ConfigContext, type ConfigFields, type ConnectionConfig, connectionFields, readConfig, type SettingsOf } from '@portolan/core/driver';

export interface MemoryConfig extends ConnectionConfig {
  /** Connections of one process that name the same store share what is in it. Absent: a store of its own, gone when nobody holds it. */
  readonly store?: string | undefined;
  /** How long servers, images and volumes stay in a state on the way to the next, in ms. Default 0: the next look shows the end. */
  readonly transitionMs?: number | undefined;
  /** Items on a page of a list. Default 100. */
  readonly pageSize?: number | undefined;
}

export type MemorySettings = SettingsOf<MemoryConfig>;

export const fields: ConfigFields<MemoryConfig> = {
  ...connectionFields,
  store: { kind: 'string', doc: 'Connections of one process that name the same store share what is in it.', example: 'tests' },
  transitionMs: { kind: 'integer', min: 0, doc: 'How long servers, images and volumes stay in a state on the way to the next, in milliseconds. Default 0.' },
  pageSize: { kind: 'integer', min: 1, max: 10_000, doc: 'Items on a page of a list. Default 100.' },
};

export async function parseConfig(input: unknown, context: ConfigContext): Promise<MemorySettings> {
  return readConfig(fields, input, context);
}
