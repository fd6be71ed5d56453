// How names of the model become names of TypeScript. The model's own are words joined with `_`; types and services are PascalCase.

/** `disk_attachments` → `diskAttachments` */
export const camel = (name) => name.replace(/_+(.)/g, (_, letter) => letter.toUpperCase());

/** `disk_attachment` → `DiskAttachment`; what is PascalCase already stays. */
export const pascal = (name) => camel(`_${name}`);

/** `DiskAttachments` → `disk-attachments`: names of files. */
export const kebab = (name) => name.replace(/(?<!^)(?=[A-Z])/g, '-').toLowerCase();

/** `DiskAttachment` → `disk_attachment` */
export const snake = (name) => name.replace(/(?<!^)(?=[A-Z])/g, '_').toLowerCase();

/** What is on the wire irregularly. The rule: words joined with `_`. Source: ovirt-engine-api-metamodel, the reference generators' SchemaNames. */
export const TAG_EXCEPTIONS = {
  gluster_brick: 'brick',
  gluster_brick_memory_info: 'brick_memoryinfo',
  gluster_bricks: 'bricks',
  gluster_memory_pool: 'memory_pool',
  gluster_memory_pools: 'memory_pools',
  gluster_server_hook: 'server_hook',
  gluster_server_hooks: 'server_hooks',
  migration_options: 'migration',
  numa_node: 'host_numa_node',
  numa_nodes: 'host_numa_nodes',
  open_stack_image: 'openstack_image',
  open_stack_image_provider: 'openstack_image_provider',
  open_stack_image_providers: 'openstack_image_providers',
  open_stack_images: 'openstack_images',
  open_stack_network: 'openstack_network',
  open_stack_network_provider: 'openstack_network_provider',
  open_stack_network_providers: 'openstack_network_providers',
  open_stack_networks: 'openstack_networks',
  open_stack_subnet: 'openstack_subnet',
  open_stack_subnets: 'openstack_subnets',
  open_stack_volume: 'openstack_volume',
  open_stack_volume_provider: 'openstack_volume_provider',
  open_stack_volume_providers: 'openstack_volume_providers',
  open_stack_volumes: 'openstack_volumes',
  operating_system: 'os',
  operating_system_info: 'operating_system',
  operating_system_infos: 'operation_systems',
  operating_systems: 'oss',
  transparent_huge_pages: 'transparent_hugepages',
  virtual_numa_node: 'vm_numa_node',
  virtual_numa_nodes: 'vm_numa_nodes',
};

/** Lists whose `search` is the engine's query language, which alone can page (`… page 2`), and an order to page in. */
export const PAGED = {
  Clusters: 'name asc',
  DataCenters: 'name asc',
  Disks: 'alias asc',
  Events: 'time desc',
  Groups: 'name asc',
  Hosts: 'name asc',
  InstanceTypes: 'name asc',
  Networks: 'name asc',
  StorageDomains: 'name asc',
  Templates: 'name asc',
  Users: 'usrname asc',
  VmPools: 'name asc',
  Vms: 'name asc',
};

export const PRIMITIVES = { string: 'string', boolean: 'boolean', integer: 'number', integer64: 'Integer64', decimal: 'number', date: 'Date' };
