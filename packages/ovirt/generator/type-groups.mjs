import { kebab } from './naming.mjs';

/**
 * Which file a type goes to: the area of the service that is about it, else of the first that mentions it, else that of the first type which uses it.
 * Returns a map of type to group.
 */
export function typeGroups(model) {
  const groups = new Map();
  const areaOf = (service) => kebab(service?.area ?? 'Infrastructure').replace('s-l-a', 'sla');
  const structs = new Set(model.types.map(({ name }) => name));
  for (const name of structs) {
    const own = model.services.find((one) => one.name === name && one.methods.some((method) => method.parameters.some(({ type }) => type === name)));
    if (own !== undefined) groups.set(name, areaOf(own));
  }
  for (const kinds of [
    ['get', 'list', 'add', 'update'],
    ['action', 'remove'],
  ]) {
    for (const service of model.services) {
      for (const method of service.methods.filter(({ kind }) => kinds.includes(kind))) {
        for (const { type } of method.parameters) if (structs.has(type) && !groups.has(type)) groups.set(type, areaOf(service));
      }
    }
  }
  for (let before = -1; before !== groups.size; ) {
    before = groups.size;
    for (const type of model.types.filter(({ name }) => groups.has(name))) {
      for (const used of [type.base, ...[...type.attributes, ...type.links].map((one) => one.type)]) {
        if (structs.has(used) && !groups.has(used)) groups.set(used, groups.get(type.name));
      }
    }
  }
  for (const name of structs) if (!groups.has(name)) groups.set(name, 'infrastructure');
  return groups;
}
