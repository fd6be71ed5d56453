import { Schemas } from './runtime/schemas.ts';

/** The generated tables of types: loaded with the first call, not with the SDK. */
export async function loadTables(): Promise<Schemas> {
  const [{ structs, tagExceptions }, enums] = await Promise.all([import('./generated/structs.ts'), import('./generated/enums.ts')]);
  return new Schemas({ structs, tagExceptions, enums });
}
