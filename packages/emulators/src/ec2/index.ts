import { AdjustableClock } from '../kit/clock.ts';
import type { EmulatorRequest } from '../kit/exchange.ts';
import { reply } from '../kit/exchange.ts';
import { FaultPlan } from '../kit/faults.ts';
import { EmulatorServer, type SeenRequest } from '../kit/server.ts';
import { CredentialStore } from './auth/credentials.ts';
import { actionTables } from './compute/actions.ts';
import { seed } from './compute/seed.ts';
import { seedInstances } from './compute/seed-instances.ts';
import { Ec2State } from './compute/state.ts';
import { AWS, EUCALYPTUS, type Flavour } from './flavour.ts';
import type { Ec2Emulator, Ec2EmulatorOptions } from './options.ts';
import { QueryRouter } from './query/router.ts';
import { canonicalId, privateGrants } from './s3/acl.ts';
import { ObjectBody } from './s3/body.ts';
import { EmbeddedErrors } from './s3/embedded-errors.ts';
import { S3Router } from './s3/router.ts';
import { Bucket, S3Store } from './s3/store.ts';
import { ServiceRouter } from './services/service-router.ts';
import { queryServices } from './services/services.ts';

export type { Ec2Credential } from './auth/credentials.ts';
export type { SeedImage } from './compute/seed.ts';
export type { Ec2Emulator, Ec2EmulatorOptions } from './options.ts';
export type { EmbeddableOperation, EmbeddedError } from './s3/embedded-errors.ts';

const HOUR = 3_600_000;
/** Name in the scope of signatures → name in a profile's `serviceUrls`. */
const SERVICE_IDS: Readonly<Record<string, string>> = {
  elasticloadbalancing: 'elb',
  autoscaling: 'autoScaling',
  monitoring: 'cloudWatch',
  cloudformation: 'cloudFormation',
};
const EMPTY_MD5 = 'd41d8cd98f00b204e9800998ecf8427e';

function flavourOf(options: Ec2EmulatorOptions): Flavour {
  const flavour = options.flavour === 'eucalyptus' ? EUCALYPTUS : AWS;
  const region = options.region;
  if (region === undefined || region === flavour.region) return flavour;
  return { ...flavour, region, zones: flavour.name === 'aws' ? [`${region}a`, `${region}b`] : flavour.zones };
}

function seedObjects(store: S3Store, accountId: string, region: string, now: number, objects: Readonly<Record<string, Iterable<string>>>): void {
  const owner = canonicalId(accountId);
  const empty = new ObjectBody([]);
  for (const [name, keys] of Object.entries(objects)) {
    const bucket = new Bucket(name, owner, region, now, privateGrants(owner));
    store.buckets.set(name, bucket);
    const shared = {
      contentType: 'binary/octet-stream',
      headers: {},
      metadata: {},
      storageClass: 'STANDARD',
      body: empty,
      etag: EMPTY_MD5,
      modifiedAt: now,
      checksum: undefined,
      parts: [],
      ownerId: owner,
      tags: [],
    };
    const grants = privateGrants(owner);
    for (const key of keys) bucket.put({ ...shared, key, grants });
  }
}

/** EC2's query API and S3, each on a port of its own, as Amazon or as Eucalyptus 4.4 serves them. */
export async function startEc2Emulator(options: Ec2EmulatorOptions = {}): Promise<Ec2Emulator> {
  const flavour = flavourOf(options);
  const clock = options.clock ?? new AdjustableClock();
  const faults = new FaultPlan();
  const seen: SeenRequest[] = [];
  const accountId = options.accountId ?? '012345678901';
  const { region } = flavour;
  const credentials = new CredentialStore(clock, accountId);
  const own = credentials.add({
    accessKeyId: options.accessKeyId ?? 'AKIDEXAMPLE',
    secretAccessKey: options.secretAccessKey ?? 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
  });
  for (const credential of options.credentials ?? []) credentials.add(credential);
  const pageLimit = options.maxPageSize ?? 1000;
  const state = new Ec2State({
    flavour,
    clock,
    region,
    accountId,
    transitionMs: options.transitionMs ?? 50,
    consistencyMs: options.consistencyDelayMs ?? 0,
    pageLimit,
    networking: flavour.name === 'aws' ? 'vpc' : (options.networking ?? 'classic'),
    maxAddresses: options.maxAddresses ?? 5,
  });
  seed(state, options.seed?.images ?? []);
  seedInstances(state, options.seed?.servers ?? []);
  const store = new S3Store();
  seedObjects(store, accountId, region, clock.now(), options.seed?.objects ?? {});
  const embeddedErrors = new EmbeddedErrors();
  const refusedDeletes = new Map<string, string>();
  const auth = { flavour, region, credentials, clock };
  const query = new QueryRouter(actionTables(flavour), auth, state);
  const context = { flavour, region, accountId, credentials, ec2: state };
  const services = queryServices(context);
  const others = new ServiceRouter(services, context, auth);
  const domains = ['localhost', 's3.localhost', 'objectstorage.localhost', 's3.amazonaws.com', `s3.${region}.amazonaws.com`];
  const websiteDomains = ['s3-website.localhost', `s3-website-${region}.amazonaws.com`, `s3-website.${region}.amazonaws.com`];
  const s3 = new S3Router(
    {
      flavour,
      region,
      clock,
      store,
      embeddedErrors,
      refusedDeletes,
      pageLimit: Math.min(pageLimit, 1000),
      domains,
      minPartBytes: options.minPartBytes ?? 5 * 1024 * 1024,
      websiteDomains,
      restoreMs: options.restoreMs ?? options.transitionMs ?? 50,
      redirects: options.redirectRegions ?? false,
      acceptSignatureV2: options.acceptSignatureV2 ?? false,
    },
    credentials,
  );
  const shared = { clock, faults, seen, ...(options.tls === undefined ? {} : { tls: options.tls }) };
  const ec2Server = await EmulatorServer.listen({
    ...shared,
    ...(options.port === undefined ? {} : { port: options.port }),
    handler: async (request: EmulatorRequest, response) => {
      const service = await others.serviceFor(request);
      if (service !== undefined) return others.handle(service, request, response);
      const path = request.path.length > 1 ? request.path.replace(/\/$/, '') : request.path;
      if (flavour.ec2Paths.some((known) => known === path)) return query.handle(request, response);
      reply(response, 404, { 'Content-Type': 'text/plain' }, 'Service not found.');
    },
  });
  const s3Server = await EmulatorServer.listen({
    ...shared,
    ...(options.s3Port === undefined ? {} : { port: options.s3Port }),
    handler: (request, response) => s3.handle(request, response),
  }).catch(async (error: unknown) => {
    await ec2Server.close();
    throw error;
  });
  const ec2Url = ec2Server.origin + (flavour.ec2Paths[0] === '/' ? '' : flavour.ec2Paths[0]);
  const s3Url = s3Server.origin + flavour.s3Prefixes[0];
  const close = async (): Promise<void> => {
    await Promise.all([ec2Server.close(), s3Server.close()]);
  };
  const serviceUrls = Object.fromEntries(
    services.map(({ scope, eucalyptusPath }) => [
      SERVICE_IDS[scope] ?? scope,
      ec2Server.origin + (flavour.name === 'aws' ? '' : `/services/${eucalyptusPath}`),
    ]),
  );
  return {
    provider: flavour.name,
    url: ec2Server.origin,
    ec2Url,
    s3Url,
    region,
    accountId,
    serviceUrls,
    profile: {
      provider: flavour.name,
      ec2Url,
      s3Url,
      region,
      accessKeyId: own.accessKeyId,
      secretAccessKey: own.secretAccessKey,
      ...(flavour.name === 'aws' ? { serviceUrls } : {}),
    },
    seen,
    faults,
    clock,
    issueSession: (lifetimeMs = options.tokenLifetimeMs ?? HOUR) => credentials.issueSession(lifetimeMs),
    embedError: (error) => embeddedErrors.add(error),
    refuseDelete: (bucket, key, code = 'AccessDenied') => void refusedDeletes.set(`${bucket}/${key}`, code),
    userData: (instanceId) => state.instances.get(instanceId)?.userData,
    reboots: (instanceId) => state.instances.get(instanceId)?.reboots ?? 0,
    openUploads: (bucket) => store.buckets.get(bucket)?.uploads.size ?? 0,
    revokeTokens: () => credentials.revokeSessions(),
    close,
    [Symbol.asyncDispose]: close,
  };
}
