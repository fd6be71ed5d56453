import { type ActionTable, DONE } from '../../query/action.ts';
import { Ec2Error } from '../../query/ec2-error.ts';
import type { Parameters } from '../../query/parameters.ts';
import type { XmlValue } from '../../query/xml-writer.ts';
import type { Resource } from '../entities.ts';
import { Kind } from '../kind.ts';
import { instanceOf, subnetOf, vpcOf } from '../lookup.ts';
import type { Ec2State } from '../state.ts';
import { TAG_SPECIFICATION, tagSet } from '../tags.ts';
import { internetGateways, natGateways } from './gateways.ts';

interface Route {
  readonly destination: string;
  readonly target: Readonly<Record<string, string>>;
  readonly origin: 'CreateRouteTable' | 'CreateRoute';
}

interface Association {
  readonly id: string;
  /** Undefined: for all subnets of the VPC that have no other. */
  readonly subnetId: string | undefined;
}

interface RouteTable extends Resource {
  readonly vpcId: string;
  readonly routes: Map<string, Route>;
  associations: readonly Association[];
}

const routeTables: Kind<RouteTable> = new Kind({ type: 'route-table', prefix: 'rtb', code: 'InvalidRouteTableID', what: 'routeTable ID' });

const localRoute = (cidr: string): [string, Route] => [cidr, { destination: cidr, target: { gatewayId: 'local' }, origin: 'CreateRouteTable' }];

/** Every VPC has one from the beginning; it comes to be when route tables are first asked for. */
function mainTables(state: Ec2State): void {
  const tables = routeTables.all(state);
  const vpcs = new Set(state.vpcs.keys());
  for (const table of [...tables.values()]) if (!vpcs.has(table.vpcId)) tables.delete(table.id);
  for (const vpc of state.vpcs.values()) {
    if ([...tables.values()].some((table) => table.vpcId === vpc.id && table.associations.some(({ subnetId }) => subnetId === undefined))) continue;
    routeTables.add(state, { vpcId: vpc.id, routes: new Map([localRoute(vpc.cidr)]), associations: [{ id: state.newId('rtbassoc'), subnetId: undefined }] });
  }
}

const tableView = (_state: Ec2State, table: RouteTable): XmlValue => ({
  routeTableId: table.id,
  vpcId: table.vpcId,
  ownerId: table.ownerId,
  routeSet: [...table.routes.values()].map((route) => ({ destinationCidrBlock: route.destination, ...route.target, state: 'active', origin: route.origin })),
  associationSet: table.associations.map((association) => ({
    routeTableAssociationId: association.id,
    routeTableId: table.id,
    subnetId: association.subnetId,
    main: association.subnetId === undefined,
  })),
  propagatingVgwSet: [],
  tagSet: tagSet(table.tags),
});

/** Where a route leads: exactly one of these, and it must be there. */
function targetOf(state: Ec2State, parameters: Parameters): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  const gateway = parameters.text('GatewayId');
  if (gateway !== undefined) found['gatewayId'] = gateway === 'local' ? gateway : internetGateways.of(state, gateway).id;
  const nat = parameters.text('NatGatewayId');
  if (nat !== undefined) found['natGatewayId'] = natGateways.of(state, nat).id;
  const instance = parameters.text('InstanceId');
  if (instance !== undefined) found['instanceId'] = instanceOf(state, instance).id;
  const card = parameters.text('NetworkInterfaceId');
  if (card !== undefined) found['networkInterfaceId'] = card;
  if (Object.keys(found).length !== 1)
    throw new Ec2Error('InvalidParameterCombination', 'The request must contain exactly one of gatewayId, natGatewayId, networkInterfaceId or instanceId');
  return found;
}

const ROUTE = 'RouteTableId DestinationCidrBlock GatewayId InstanceId NetworkInterfaceId VpcPeeringConnectionId NatGatewayId';

const noRoute = (table: RouteTable, destination: string): Ec2Error =>
  new Ec2Error('InvalidRoute.NotFound', `no route with destination-cidr-block ${destination} in route table ${table.id}`);

const routeActions: ActionTable = {
  CreateRoute: {
    accepts: ROUTE,
    run: ({ parameters, state, proceed }) => {
      const table = routeTables.of(state, parameters.required('RouteTableId'));
      const destination = parameters.required('DestinationCidrBlock');
      const target = targetOf(state, parameters);
      if (table.routes.has(destination)) throw new Ec2Error('RouteAlreadyExists', `The route identified by ${destination} already exists.`);
      proceed();
      table.routes.set(destination, { destination, target, origin: 'CreateRoute' });
      return DONE;
    },
  },
  ReplaceRoute: {
    accepts: ROUTE,
    run: ({ parameters, state, proceed }) => {
      const table = routeTables.of(state, parameters.required('RouteTableId'));
      const destination = parameters.required('DestinationCidrBlock');
      const target = targetOf(state, parameters);
      if (!table.routes.has(destination))
        throw new Ec2Error('InvalidParameterValue', `There is no route defined for '${destination}' in the route table. Use CreateRoute instead.`);
      proceed();
      table.routes.set(destination, { destination, target, origin: 'CreateRoute' });
      return DONE;
    },
  },
  DeleteRoute: {
    accepts: 'RouteTableId DestinationCidrBlock',
    run: ({ parameters, state, proceed }) => {
      const table = routeTables.of(state, parameters.required('RouteTableId'));
      const destination = parameters.required('DestinationCidrBlock');
      const route = table.routes.get(destination);
      if (route === undefined) throw noRoute(table, destination);
      if (route.origin === 'CreateRouteTable')
        throw new Ec2Error('InvalidParameterValue', `cannot remove local route ${destination} in route table ${table.id}`);
      proceed();
      table.routes.delete(destination);
      return DONE;
    },
  },
};

function holderOf(state: Ec2State, associationId: string): { readonly table: RouteTable; readonly association: Association } {
  for (const table of routeTables.all(state).values()) {
    const association = table.associations.find(({ id }) => id === associationId);
    if (association !== undefined) return { table, association };
  }
  throw new Ec2Error('InvalidAssociationID.NotFound', `The association ID '${associationId}' does not exist`);
}

function associate(state: Ec2State, table: RouteTable, subnetId: string | undefined): string {
  const id = state.newId('rtbassoc');
  table.associations = [...table.associations, { id, subnetId }];
  return id;
}

export const routeTableActions: ActionTable = {
  CreateRouteTable: {
    accepts: 'VpcId',
    awsAccepts: TAG_SPECIFICATION,
    run: ({ parameters, state, proceed }) => {
      const vpc = vpcOf(state, parameters.required('VpcId'));
      proceed();
      const table = routeTables.add(state, { vpcId: vpc.id, routes: new Map([localRoute(vpc.cidr)]), associations: [] }, parameters);
      return { routeTable: tableView(state, table) };
    },
  },
  DescribeRouteTables: (() => {
    const describe = routeTables.describe({
      ids: 'RouteTableId',
      set: 'routeTableSet',
      view: tableView,
      fields: {
        'route-table-id': (table) => [table.id],
        'vpc-id': (table) => [table.vpcId],
        'association.main': (table) => table.associations.map(({ subnetId }) => subnetId === undefined),
        'association.subnet-id': (table) => table.associations.map(({ subnetId }) => subnetId),
        'association.route-table-association-id': (table) => table.associations.map(({ id }) => id),
        'route.destination-cidr-block': (table) => [...table.routes.keys()],
        'route.gateway-id': (table) => [...table.routes.values()].map(({ target }) => target['gatewayId']),
      },
    });
    return {
      ...describe,
      run: (call) => {
        mainTables(call.state);
        return describe.run(call);
      },
    };
  })(),
  DeleteRouteTable: {
    accepts: 'RouteTableId',
    run: ({ parameters, state, proceed }) => {
      const table = routeTables.of(state, parameters.required('RouteTableId'));
      if (table.associations.length > 0) throw new Ec2Error('DependencyViolation', `The routeTable '${table.id}' has dependencies and cannot be deleted.`);
      proceed();
      routeTables.remove(state, table);
      return DONE;
    },
  },
  AssociateRouteTable: {
    accepts: 'SubnetId RouteTableId',
    run: ({ parameters, state, proceed }) => {
      const table = routeTables.of(state, parameters.required('RouteTableId'));
      const subnet = subnetOf(state, parameters.required('SubnetId'));
      const taken = [...routeTables.all(state).values()].some(({ associations }) => associations.some(({ subnetId }) => subnetId === subnet.id));
      if (taken)
        throw new Ec2Error('Resource.AlreadyAssociated', `the specified association for route table ${table.id} conflicts with an existing association`);
      proceed();
      return { associationId: associate(state, table, subnet.id) };
    },
  },
  DisassociateRouteTable: {
    accepts: 'AssociationId',
    run: ({ parameters, state, proceed }) => {
      const { table, association } = holderOf(state, parameters.required('AssociationId'));
      if (association.subnetId === undefined)
        throw new Ec2Error('InvalidParameterValue', `cannot disassociate the main route table association ${association.id}`);
      proceed();
      table.associations = table.associations.filter((other) => other !== association);
      return DONE;
    },
  },
  ReplaceRouteTableAssociation: {
    accepts: 'AssociationId RouteTableId',
    run: ({ parameters, state, proceed }) => {
      const { table, association } = holderOf(state, parameters.required('AssociationId'));
      const other = routeTables.of(state, parameters.required('RouteTableId'));
      proceed();
      table.associations = table.associations.filter((candidate) => candidate !== association);
      return { newAssociationId: associate(state, other, association.subnetId) };
    },
  },
  ...routeActions,
};
