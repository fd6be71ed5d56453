import { createAccessKey, deleteAccessKey, getAccessKey, listAccessKeys } from './access-keys.ts';
import { getAccount, getConfig, getDatacenter, listDatacenters, listServices, updateAccount, updateConfig } from './account.ts';
import type { Answer, Call, Route } from './call.ts';
import { connectFeed } from './changefeed.ts';
import { connectConsole } from './console.ts';
import {
  createFabricNetwork,
  createVlan,
  deleteFabricNetwork,
  deleteVlan,
  getFabricNetwork,
  getVlan,
  listFabricNetworks,
  listVlans,
  updateFabricNetwork,
  updateVlan,
} from './fabrics.ts';
import { createRule, deleteRule, getRule, listRules, machineRules, ruleMachines, switchRule, updateRule } from './firewall-rules.ts';
import { createImage, deleteImage, getImage, listImages, updateImage } from './images.ts';
import { createKey, deleteKey, getKey, listKeys } from './keys.ts';
import { listLimits } from './limits.ts';
import { deleteMachine, getMachine, updateMachine } from './machines/actions.ts';
import { audit } from './machines/audit.ts';
import { createMachine } from './machines/create.ts';
import { createDisk, deleteDisk, getDisk, listDisks, resizeDisk } from './machines/disks.ts';
import { listMachines } from './machines/list.ts';
import { addMetadata, deleteAllMetadata, deleteMetadata, getMetadata, listMetadata } from './machines/metadata.ts';
import { estimateMigration, getMigration, listMigrations, migrate } from './machines/migrations.ts';
import { addNic, deleteNic, getNic, listNics } from './machines/nics.ts';
import { createSnapshot, deleteSnapshot, getSnapshot, listSnapshots, rollbackSnapshot } from './machines/snapshots.ts';
import { addTags, deleteAllTags, deleteTag, getTag, listTags, replaceTags } from './machines/tags.ts';
import { getNetworkIp, listNetworkIps, updateNetworkIp } from './network-ips.ts';
import { getNetwork, listNetworks } from './networks.ts';
import { getPackage, listPackages } from './packages.ts';
import { roleTagRoutes } from './role-tags.ts';
import { createPolicy, createRole, deletePolicy, deleteRole, getPolicy, getRole, listPolicies, listRoles, updatePolicy, updateRole } from './roles.ts';
import { changePassword, createUser, deleteUser, getUser, listUsers, updateUser } from './users.ts';
import { createVolume, deleteVolume, getVolume, listVolumeSizes, listVolumes, updateVolume } from './volumes/volumes.ts';

type Handler = (call: Call) => Answer;
type Row = readonly [method: Route['method'], path: string, name: string, handle: Handler];

const MACHINE = '/:account/machines/:machine';
const VLANS = '/:account/fabrics/default/vlans';

const ROWS: readonly Row[] = [
  ['GET', '/:account', 'getaccount', getAccount],
  ['POST', '/:account', 'updateaccount', updateAccount],
  ['GET', '/:account/limits', 'listlimits', listLimits],
  ['GET', '/:account/config', 'getconfig', getConfig],
  ['PUT', '/:account/config', 'updateconfig', updateConfig],
  ['GET', '/:account/datacenters', 'listdatacenters', listDatacenters],
  ['GET', '/:account/datacenters/:dc', 'getdatacenter', getDatacenter],
  ['GET', '/:account/services', 'listservices', listServices],
  ['GET', '/:account/keys', 'listkeys', listKeys],
  ['POST', '/:account/keys', 'createkey', createKey],
  ['GET', '/:account/keys/:name', 'getkey', getKey],
  ['DELETE', '/:account/keys/:name', 'deletekey', deleteKey],
  ['GET', '/:account/accesskeys', 'listaccesskeys', listAccessKeys],
  ['POST', '/:account/accesskeys', 'createaccesskey', createAccessKey],
  ['GET', '/:account/accesskeys/:accesskeyid', 'getaccesskey', getAccessKey],
  ['DELETE', '/:account/accesskeys/:accesskeyid', 'deleteaccesskey', deleteAccessKey],
  ['GET', '/:account/users/:user/accesskeys', 'listuseraccesskeys', listAccessKeys],
  ['POST', '/:account/users/:user/accesskeys', 'createuseraccesskey', createAccessKey],
  ['GET', '/:account/users/:user/accesskeys/:accesskeyid', 'getuseraccesskey', getAccessKey],
  ['DELETE', '/:account/users/:user/accesskeys/:accesskeyid', 'deleteuseraccesskey', deleteAccessKey],
  ['GET', '/:account/users', 'listusers', listUsers],
  ['POST', '/:account/users', 'createuser', createUser],
  ['GET', '/:account/users/:user', 'getuser', getUser],
  ['POST', '/:account/users/:user', 'updateuser', updateUser],
  ['DELETE', '/:account/users/:user', 'deleteuser', deleteUser],
  ['POST', '/:account/users/:user/change_password', 'changeuserpassword', changePassword],
  ['GET', '/:account/users/:user/keys', 'listuserkeys', listKeys],
  ['POST', '/:account/users/:user/keys', 'createuserkey', createKey],
  ['GET', '/:account/users/:user/keys/:name', 'getuserkey', getKey],
  ['DELETE', '/:account/users/:user/keys/:name', 'deleteuserkey', deleteKey],
  ['GET', '/:account/roles', 'listroles', listRoles],
  ['POST', '/:account/roles', 'createrole', createRole],
  ['GET', '/:account/roles/:role', 'getrole', getRole],
  ['POST', '/:account/roles/:role', 'updaterole', updateRole],
  ['DELETE', '/:account/roles/:role', 'deleterole', deleteRole],
  ['GET', '/:account/policies', 'listpolicies', listPolicies],
  ['POST', '/:account/policies', 'createpolicy', createPolicy],
  ['GET', '/:account/policies/:policy', 'getpolicy', getPolicy],
  ['POST', '/:account/policies/:policy', 'updatepolicy', updatePolicy],
  ['DELETE', '/:account/policies/:policy', 'deletepolicy', deletePolicy],
  ['GET', '/:account/images', 'listimages', listImages],
  ['POST', '/:account/images', 'createimage', createImage],
  ['GET', '/:account/images/:image', 'getimage', getImage],
  ['POST', '/:account/images/:image', 'updateimage', updateImage],
  ['DELETE', '/:account/images/:image', 'deleteimage', deleteImage],
  ['GET', '/:account/packages', 'listpackages', listPackages],
  ['GET', '/:account/packages/:package', 'getpackage', getPackage],
  ['GET', '/:account/networks', 'listnetworks', listNetworks],
  ['GET', '/:account/networks/:network', 'getnetwork', getNetwork],
  ['GET', '/:account/networks/:network/ips', 'listnetworkips', listNetworkIps],
  ['GET', '/:account/networks/:network/ips/:ip_address', 'getnetworkip', getNetworkIp],
  ['PUT', '/:account/networks/:network/ips/:ip_address', 'updatenetworkip', updateNetworkIp],
  ['GET', VLANS, 'listfabricvlans', listVlans],
  ['POST', VLANS, 'createfabricvlan', createVlan],
  ['GET', `${VLANS}/:vlan_id`, 'getfabricvlan', getVlan],
  ['PUT', `${VLANS}/:vlan_id`, 'updatefabricvlan', updateVlan],
  ['DELETE', `${VLANS}/:vlan_id`, 'deletefabricvlan', deleteVlan],
  ['GET', `${VLANS}/:vlan_id/networks`, 'listfabricnetworks', listFabricNetworks],
  ['POST', `${VLANS}/:vlan_id/networks`, 'createfabricnetwork', createFabricNetwork],
  ['GET', `${VLANS}/:vlan_id/networks/:network`, 'getfabricnetwork', getFabricNetwork],
  ['PUT', `${VLANS}/:vlan_id/networks/:network`, 'updatefabricnetwork', updateFabricNetwork],
  ['DELETE', `${VLANS}/:vlan_id/networks/:network`, 'deletefabricnetwork', deleteFabricNetwork],
  ['GET', '/:account/fwrules', 'listfirewallrules', listRules],
  ['POST', '/:account/fwrules', 'createfirewallrule', createRule],
  ['GET', '/:account/fwrules/:id', 'getfirewallrule', getRule],
  ['POST', '/:account/fwrules/:id', 'updatefirewallrule', updateRule],
  ['DELETE', '/:account/fwrules/:id', 'deletefirewallrule', deleteRule],
  ['POST', '/:account/fwrules/:id/enable', 'enablefirewallrule', switchRule(true)],
  ['POST', '/:account/fwrules/:id/disable', 'disablefirewallrule', switchRule(false)],
  ['GET', '/:account/fwrules/:id/machines', 'listfirewallrulemachines', ruleMachines],
  ['GET', '/:account/volumes', 'listvolumes', listVolumes],
  ['POST', '/:account/volumes', 'createvolume', createVolume],
  ['GET', '/:account/volumes/:id', 'getvolume', getVolume],
  ['POST', '/:account/volumes/:id', 'updatevolume', updateVolume],
  ['DELETE', '/:account/volumes/:id', 'deletevolume', deleteVolume],
  ['GET', '/:account/volumesizes', 'listvolumesizes', listVolumeSizes],
  ['GET', '/:account/machines', 'listmachines', listMachines],
  ['POST', '/:account/machines', 'createmachine', createMachine],
  ['GET', MACHINE, 'getmachine', getMachine],
  ['POST', MACHINE, 'updatemachine', updateMachine],
  ['DELETE', MACHINE, 'deletemachine', deleteMachine],
  ['GET', `${MACHINE}/audit`, 'machineaudit', audit],
  ['GET', `${MACHINE}/metadata`, 'listmachinemetadata', listMetadata],
  ['POST', `${MACHINE}/metadata`, 'addmachinemetadata', addMetadata],
  ['DELETE', `${MACHINE}/metadata`, 'deleteallmachinemetadata', deleteAllMetadata],
  ['GET', `${MACHINE}/metadata/:key`, 'getmachinemetadata', getMetadata],
  ['DELETE', `${MACHINE}/metadata/:key`, 'deletemachinemetadata', deleteMetadata],
  ['GET', `${MACHINE}/tags`, 'listmachinetags', listTags],
  ['POST', `${MACHINE}/tags`, 'addmachinetags', addTags],
  ['PUT', `${MACHINE}/tags`, 'replacemachinetags', replaceTags],
  ['DELETE', `${MACHINE}/tags`, 'deletemachinetags', deleteAllTags],
  ['GET', `${MACHINE}/tags/:tag`, 'getmachinetag', getTag],
  ['DELETE', `${MACHINE}/tags/:tag`, 'deletemachinetag', deleteTag],
  ['GET', `${MACHINE}/snapshots`, 'listmachinesnapshots', listSnapshots],
  ['POST', `${MACHINE}/snapshots`, 'createmachinesnapshot', createSnapshot],
  ['GET', `${MACHINE}/snapshots/:name`, 'getmachinesnapshot', getSnapshot],
  ['POST', `${MACHINE}/snapshots/:name`, 'startmachinefromsnapshot', rollbackSnapshot],
  ['DELETE', `${MACHINE}/snapshots/:name`, 'deletemachinesnapshot', deleteSnapshot],
  ['GET', `${MACHINE}/nics`, 'listnics', listNics],
  ['POST', `${MACHINE}/nics`, 'addnic', addNic],
  ['GET', `${MACHINE}/nics/:mac`, 'getnic', getNic],
  ['DELETE', `${MACHINE}/nics/:mac`, 'removenic', deleteNic],
  ['GET', `${MACHINE}/disks`, 'listmachinedisks', listDisks],
  ['POST', `${MACHINE}/disks`, 'createmachinedisk', createDisk],
  ['GET', `${MACHINE}/disks/:disk`, 'getmachinedisk', getDisk],
  ['POST', `${MACHINE}/disks/:disk`, 'resizemachinedisk', resizeDisk],
  ['DELETE', `${MACHINE}/disks/:disk`, 'deletemachinedisk', deleteDisk],
  ['GET', '/:account/changefeed', 'changefeed', connectFeed],
  ['GET', `${MACHINE}/migrate`, 'migratemachineestimate', estimateMigration],
  ['POST', `${MACHINE}/migrate`, 'migrate', migrate],
  ['GET', '/:account/migrations', 'listmigrations', listMigrations],
  ['GET', '/:account/migrations/:machine', 'getmigration', getMigration],
  ['GET', `${MACHINE}/fwrules`, 'listmachinefirewallrules', machineRules],
];

// Registered for one version alone: `Accept-Version: ~9` does not reach it.
const VNC: Route = { method: 'GET', path: `${MACHINE}/vnc`, name: 'connectmachinevnc', handle: connectConsole, versions: ['8.4.0'] };

export const ROUTES: readonly Route[] = [VNC, ...ROWS.map(([method, path, name, handle]) => ({ method, path, name, handle })), ...roleTagRoutes];
