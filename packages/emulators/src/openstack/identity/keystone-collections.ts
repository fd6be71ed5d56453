import { empty, json } from '../answer.ts';
import { arrayAt, type JsonObject, stringAt, textOf } from '../values.ts';
import { type Domain, type Group, hexId, type Project, type Role, remove, type User } from './directory.ts';
import { caller, conflict, forbidden, isAdmin, listLinks, missing, readMember, requireAdmin, type V3Call, type V3Routes } from './keystone-call.ts';
import { keystoneFault } from './keystone-faults.ts';

interface Row {
  readonly id: string;
}

/** What Keystone keeps many of, all with the same five calls. */
interface Collection<T extends Row> {
  readonly path: string;
  readonly one: string;
  readonly rows: (call: V3Call) => readonly T[];
  readonly show: (call: V3Call, row: T) => JsonObject;
  readonly create?: (call: V3Call, given: JsonObject) => T;
  readonly update?: (call: V3Call, row: T, given: JsonObject) => void;
  readonly remove?: (call: V3Call, row: T) => void;
  /** Who may see it without being an administrator. */
  readonly visible?: (call: V3Call, row: T) => boolean;
  /** Anybody may list it. */
  readonly open?: true;
}

export const userBody = (call: V3Call, user: User): JsonObject => ({
  ...user.extra,
  id: user.id,
  name: user.name,
  domain_id: user.domainId,
  enabled: user.enabled,
  default_project_id: user.defaultProjectId,
  password_expires_at: null,
  options: {},
  links: { self: `${call.base}/users/${user.id}` },
});

export const projectBody = (call: V3Call, project: Project): JsonObject => ({
  id: project.id,
  name: project.name,
  domain_id: project.domainId,
  description: project.description,
  enabled: project.enabled,
  parent_id: project.domainId,
  is_domain: false,
  tags: project.tags,
  options: {},
  links: { self: `${call.base}/projects/${project.id}` },
});

export const roleBody = (call: V3Call, role: Role): JsonObject => ({
  id: role.id,
  name: role.name,
  domain_id: role.domainId,
  description: role.description,
  options: ['admin', 'member', 'reader'].includes(role.name) ? { immutable: true } : {},
  links: { self: `${call.base}/roles/${role.id}` },
});

export const groupBody = (call: V3Call, group: Group): JsonObject => ({
  id: group.id,
  name: group.name,
  domain_id: group.domainId,
  description: group.description,
  links: { self: `${call.base}/groups/${group.id}` },
});

const domainBody = (call: V3Call, domain: Domain): JsonObject => ({
  id: domain.id,
  name: domain.name,
  description: domain.description,
  enabled: domain.enabled,
  tags: [],
  options: {},
  links: { self: `${call.base}/domains/${domain.id}` },
});

const nameOf = (given: JsonObject): string => {
  const name = stringAt(given, 'name');
  if (name === undefined || name === '') throw keystoneFault(400, "'name' is a required property");
  return name;
};

const domainOf = (call: V3Call, given: JsonObject): string => {
  const id = stringAt(given, 'domain_id') ?? call.cloud.directory.domain.id;
  if (!call.cloud.directory.domains.some((domain) => domain.id === id)) throw missing('domain', id);
  return id;
};

const taken = (rows: readonly { readonly name: string; readonly domainId: string | null }[], what: string, name: string, domainId: string): void => {
  if (rows.some((row) => row.name === name && row.domainId === domainId))
    throw conflict(what, `Duplicate entry found with name ${name} at domain ID ${domainId}.`);
};

const USER_MEMBERS = new Set(['name', 'password', 'enabled', 'default_project_id', 'domain_id', 'id', 'links', 'options']);

const users: Collection<User> = {
  path: 'users',
  one: 'user',
  rows: (call) => call.cloud.directory.users,
  show: userBody,
  visible: (call, user) => caller(call).user.id === user.id,
  create: (call, given) => {
    const name = nameOf(given);
    const domainId = domainOf(call, given);
    taken(call.cloud.directory.users, 'user', name, domainId);
    const user = call.cloud.directory.addUser(name, hexId(), domainId);
    changeUser(user, given);
    return user;
  },
  update: (call, user, given) => {
    changeUser(user, given);
    if (given['password'] !== undefined || given['enabled'] === false) call.cloud.tokens.revokeByUser(user.id);
  },
  remove: (call, user) => {
    call.cloud.tokens.revokeByUser(user.id);
    call.cloud.directory.removeUser(user.id);
  },
};

function changeUser(user: User, given: JsonObject): void {
  user.name = stringAt(given, 'name') ?? user.name;
  user.password = stringAt(given, 'password') ?? user.password;
  if (typeof given['enabled'] === 'boolean') user.enabled = given['enabled'];
  user.defaultProjectId = stringAt(given, 'default_project_id') ?? user.defaultProjectId;
  user.extra = { ...user.extra, ...Object.fromEntries(Object.entries(given).filter(([name]) => !USER_MEMBERS.has(name))) };
}

const projects: Collection<Project> = {
  path: 'projects',
  one: 'project',
  rows: (call) => call.cloud.directory.projects,
  show: projectBody,
  visible: (call, project) => caller(call).project?.id === project.id,
  create: (call, given) => {
    const name = nameOf(given);
    const domainId = domainOf(call, given);
    taken(call.cloud.directory.projects, 'project', name, domainId);
    const project = call.cloud.directory.addProject(name, hexId(), domainId);
    changeProject(project, given);
    return project;
  },
  update: (_call, project, given) => changeProject(project, given),
  remove: (call, project) => {
    remove(call.cloud.directory.projects, (one) => one === project);
    call.cloud.directory.removeScope(project.id);
  },
};

function changeProject(project: Project, given: JsonObject): void {
  project.name = stringAt(given, 'name') ?? project.name;
  project.description = stringAt(given, 'description') ?? project.description;
  if (typeof given['enabled'] === 'boolean') project.enabled = given['enabled'];
  project.tags = arrayAt(given, 'tags')?.map(textOf) ?? project.tags;
}

const roles: Collection<Role> = {
  path: 'roles',
  one: 'role',
  rows: (call) => call.cloud.directory.roles,
  show: roleBody,
  create: (call, given) => {
    const name = nameOf(given);
    if (call.cloud.directory.roles.some((role) => role.name === name)) throw conflict('role', `Duplicate entry found with name ${name}.`);
    return call.cloud.directory.addRole(name, stringAt(given, 'description') ?? null, stringAt(given, 'domain_id') ?? null);
  },
  update: (_call, role, given) => {
    role.name = stringAt(given, 'name') ?? role.name;
    role.description = stringAt(given, 'description') ?? role.description;
  },
  remove: (call, role) => {
    const { directory } = call.cloud;
    if (['admin', 'member', 'reader'].includes(role.name)) throw keystoneFault(403, `Cannot modify resource immutable. role: ${role.id}.`);
    remove(directory.assignments, ({ roleId }) => roleId === role.id);
    remove(directory.roles, (one) => one === role);
  },
};

const domains: Collection<Domain> = {
  path: 'domains',
  one: 'domain',
  rows: (call) => call.cloud.directory.domains,
  show: domainBody,
  create: (call, given) => {
    const name = nameOf(given);
    if (call.cloud.directory.domains.some((domain) => domain.name === name)) throw conflict('domain', `Duplicate entry found with name ${name}.`);
    const domain = { id: hexId(), name, description: stringAt(given, 'description') ?? '', enabled: given['enabled'] !== false };
    call.cloud.directory.domains.push(domain);
    return domain;
  },
  update: (_call, domain, given) => {
    domain.name = stringAt(given, 'name') ?? domain.name;
    domain.description = stringAt(given, 'description') ?? domain.description;
    if (typeof given['enabled'] === 'boolean') domain.enabled = given['enabled'];
  },
  remove: (call, domain) => {
    const { directory } = call.cloud;
    if (domain.enabled) throw keystoneFault(403, 'Cannot delete a domain that is enabled, please disable it first.');
    for (const user of directory.users.filter(({ domainId }) => domainId === domain.id)) directory.removeUser(user.id);
    remove(directory.projects, ({ domainId }) => domainId === domain.id);
    remove(directory.groups, ({ domainId }) => domainId === domain.id);
    directory.removeScope(domain.id);
    remove(directory.domains, (one) => one === domain);
  },
};

const groups: Collection<Group> = {
  path: 'groups',
  one: 'group',
  rows: (call) => call.cloud.directory.groups,
  show: groupBody,
  create: (call, given) => {
    const name = nameOf(given);
    const domainId = domainOf(call, given);
    taken(call.cloud.directory.groups, 'group', name, domainId);
    const group = { id: hexId(), name, description: stringAt(given, 'description') ?? '', domainId, userIds: new Set<string>() };
    call.cloud.directory.groups.push(group);
    return group;
  },
  update: (_call, group, given) => {
    group.name = stringAt(given, 'name') ?? group.name;
    group.description = stringAt(given, 'description') ?? group.description;
  },
  remove: (call, group) => {
    const { directory } = call.cloud;
    remove(directory.assignments, ({ holder, holderId }) => holder === 'group' && holderId === group.id);
    remove(directory.groups, (one) => one === group);
  },
};

const regions: Collection<Row> = {
  path: 'regions',
  one: 'region',
  open: true,
  rows: (call) => call.cloud.catalog.regionNames.map((id) => ({ id })),
  show: (call, { id }) => ({ id, description: '', parent_region_id: null, links: { self: `${call.base}/regions/${id}` } }),
};

const services: Collection<Row & { readonly type: string; readonly name: string }> = {
  path: 'services',
  one: 'service',
  rows: (call) => call.cloud.catalog.registered(),
  show: (call, { id, type, name }) => ({ id, type, name, enabled: true, description: '', links: { self: `${call.base}/services/${id}` } }),
};

interface EndpointRow extends Row {
  readonly url: string;
  readonly interface: string;
  readonly region: string | undefined;
  readonly serviceId: string;
}

const endpoints: Collection<EndpointRow> = {
  path: 'endpoints',
  one: 'endpoint',
  rows: (call) => call.cloud.catalog.registered().flatMap((service) => service.endpoints.map((endpoint) => ({ ...endpoint, serviceId: service.id }))),
  show: (call, row) => ({
    id: row.id,
    url: row.url,
    interface: row.interface,
    region: row.region,
    region_id: row.region,
    service_id: row.serviceId,
    enabled: true,
    links: { self: `${call.base}/endpoints/${row.id}` },
  }),
};

const PAGING = new Set(['limit', 'marker', 'sort_key', 'sort_dir']);

function addRoutes<T extends Row>(routes: V3Routes, collection: Collection<T>): void {
  const { path, one, rows, show } = collection;
  const find = (call: V3Call, id: string): T => {
    const row = rows(call).find((candidate) => candidate.id === id);
    if (row === undefined) throw missing(one, id);
    return row;
  };
  routes.on(`GET ${path}`, (call) => {
    if (collection.open === true) caller(call);
    else requireAdmin(call, `list_${path}`);
    const filters = call.request.queryPairs().filter(([name]) => !PAGING.has(name));
    const shown = rows(call)
      .map((row) => show(call, row))
      // `name__contains` and its like are there too; a filter on what a row does not have is passed over.
      .filter((body) => filters.every(([name, value]) => body[name] === undefined || textOf(body[name]).toLowerCase() === value.toLowerCase()));
    return json(200, { [path]: shown, links: listLinks(`${call.base}/${path}`) });
  });
  routes.on(`GET ${path}/{id}`, (call, id) => {
    const token = caller(call);
    const seesAll = collection.open === true || isAdmin(call, token);
    // What is none of theirs is forbidden, whether it is there or not.
    const row = seesAll ? find(call, id) : rows(call).find((candidate) => candidate.id === id && collection.visible?.(call, candidate) === true);
    if (row === undefined) throw forbidden(`get_${one}`);
    return json(200, { [one]: show(call, row) });
  });
  const { create, update, remove: end } = collection;
  if (create !== undefined)
    routes.on(`POST ${path}`, async (call) => {
      requireAdmin(call, `create_${one}`);
      return json(201, { [one]: show(call, create(call, await readMember(call, one))) });
    });
  if (update !== undefined)
    routes.on(`PATCH ${path}/{id}`, async (call, id) => {
      requireAdmin(call, `update_${one}`);
      const row = find(call, id);
      update(call, row, await readMember(call, one));
      return json(200, { [one]: show(call, row) });
    });
  if (end !== undefined)
    routes.on(`DELETE ${path}/{id}`, (call, id) => {
      requireAdmin(call, `delete_${one}`);
      end(call, find(call, id));
      return empty(204);
    });
}

export function addCollectionRoutes(routes: V3Routes): void {
  addRoutes(routes, users);
  addRoutes(routes, projects);
  addRoutes(routes, roles);
  addRoutes(routes, domains);
  addRoutes(routes, groups);
  addRoutes(routes, regions);
  addRoutes(routes, services);
  addRoutes(routes, endpoints);
  routes
    .on('GET users/{id}/projects', (call, id) => {
      const { directory } = call.cloud;
      const token = caller(call);
      const user = directory.user(id);
      if (token.user.id !== id && !isAdmin(call, token)) throw forbidden('list_user_projects');
      if (user === undefined) throw missing('user', id);
      const mine = directory.projectsOf(user).map((project) => projectBody(call, project));
      return json(200, { projects: mine, links: listLinks(`${call.base}/users/${id}/projects`) });
    })
    .on('POST users/{id}/password', async (call, id) => {
      const given = await readMember(call, 'user');
      const user = call.cloud.directory.user(id);
      if (user === undefined || stringAt(given, 'original_password') !== user.password)
        throw keystoneFault(401, 'The request you have made requires authentication.');
      const password = stringAt(given, 'password');
      if (password === undefined) throw keystoneFault(400, "'password' is a required property");
      user.password = password;
      call.cloud.tokens.revokeByUser(id);
      return empty(204);
    });
  addMembershipRoutes(routes);
}

function addMembershipRoutes(routes: V3Routes): void {
  const groupOf = (call: V3Call, id: string): Group => {
    const group = call.cloud.directory.groups.find((one) => one.id === id);
    if (group === undefined) throw missing('group', id);
    return group;
  };
  const place = 'groups/{group}/users/{user}';
  routes
    .on('GET groups/{group}/users', (call, id) => {
      requireAdmin(call, 'list_users_in_group');
      const { userIds } = groupOf(call, id);
      const members = call.cloud.directory.users.filter((user) => userIds.has(user.id)).map((user) => userBody(call, user));
      return json(200, { users: members, links: listLinks(`${call.base}/groups/${id}/users`) });
    })
    .on('GET users/{user}/groups', (call, id) => {
      requireAdmin(call, 'list_groups_for_user');
      const mine = call.cloud.directory.groups.filter(({ userIds }) => userIds.has(id)).map((group) => groupBody(call, group));
      return json(200, { groups: mine, links: listLinks(`${call.base}/users/${id}/groups`) });
    })
    .on(`PUT ${place}`, (call, group, user) => {
      requireAdmin(call, 'add_user_to_group');
      if (call.cloud.directory.user(user) === undefined) throw missing('user', user);
      groupOf(call, group).userIds.add(user);
      return empty(204);
    })
    .on(`HEAD ${place}`, (call, group, user) => {
      requireAdmin(call, 'check_user_in_group');
      if (!groupOf(call, group).userIds.has(user)) throw keystoneFault(404, `User '${user}' not found in group '${group}'.`);
      return empty(204);
    })
    .on(`DELETE ${place}`, (call, group, user) => {
      requireAdmin(call, 'remove_user_from_group');
      if (!groupOf(call, group).userIds.delete(user)) throw keystoneFault(404, `User '${user}' not found in group '${group}'.`);
      return empty(204);
    });
}
