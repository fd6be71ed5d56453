import { createHash, generateKeyPairSync } from 'node:crypto';
import { type Answer, empty, json } from '../answer.ts';
import { pythonRepr } from '../python-json.ts';
import type { Routes } from '../routes.ts';
import { isoNaive } from '../timestamps.ts';
import { type JsonObject, objectAt, stringAt } from '../values.ts';
import { type ComputeCall, page, readBody } from './compute-call.ts';
import type { KeyPair } from './compute-state.ts';
import { invalidField, novaFault } from './nova-faults.ts';

const TYPES = /^(ssh-rsa|ssh-ed25519|ssh-dss|ecdsa-sha2-nistp(256|384|521))$/;

/** MD5 of the key blob, `45:ef:35:…`; undefined when the text is no OpenSSH public key. */
export function fingerprint(publicKey: string): string | undefined {
  const [type = '', blob = ''] = publicKey.trim().split(/\s+/);
  const bytes = Buffer.from(blob, 'base64');
  const named = bytes.length > 4 ? bytes.subarray(4, 4 + bytes.readUInt32BE(0)).toString('latin1') : '';
  if (!TYPES.test(type) || named !== type) return undefined;
  return (createHash('md5').update(bytes).digest('hex').match(/../g) ?? []).join(':');
}

const sshText = (text: string | Buffer): Buffer => {
  const bytes = Buffer.from(text as string);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
};

/** SSH integers are signed: a leading zero keeps them positive. */
const sshInteger = (bytes: Buffer): Buffer => sshText((bytes[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes);

function generate(): { readonly publicKey: string; readonly privateKey: string } {
  const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const { n = '', e = '' } = pair.publicKey.export({ format: 'jwk' });
  const blob = Buffer.concat([sshText('ssh-rsa'), sshInteger(Buffer.from(e, 'base64url')), sshInteger(Buffer.from(n, 'base64url'))]);
  return {
    publicKey: `ssh-rsa ${blob.toString('base64')} Generated-by-Nova`,
    privateKey: pair.privateKey.export({ type: 'pkcs1', format: 'pem' }) as string,
  };
}

const mine = (call: ComputeCall): KeyPair[] =>
  call.region.compute.keyPairs.filter((pair) => pair.userId === call.token.user.id).sort((a, b) => (a.name < b.name ? -1 : 1));

function find(call: ComputeCall, name: string): KeyPair {
  const pair = mine(call).find((item) => item.name === name);
  if (pair === undefined) throw novaFault(404, `Keypair ${name} not found for user ${call.token.user.id}`);
  return pair;
}

const typeMember = (call: ComputeCall, pair: KeyPair): JsonObject => (call.version.atLeast(2) ? { type: pair.type } : {});

function list(call: ComputeCall): Answer {
  const view = (pair: KeyPair): JsonObject => ({
    keypair: { name: pair.name, public_key: pair.publicKey, fingerprint: pair.fingerprint, ...typeMember(call, pair) },
  });
  // Before 2.35 the whole list, whatever `limit` and `marker` say.
  if (!call.version.atLeast(35)) return json(200, { keypairs: mine(call).map(view) });
  const named = mine(call).map((pair) => ({ id: pair.name, pair }));
  const found = page(call, named, 'os-keypairs');
  return json(200, { keypairs: found.items.map((item) => view(item.pair)), keypairs_links: found.links });
}

async function create(call: ComputeCall): Promise<Answer> {
  const given = objectAt(await readBody(call), 'keypair');
  const name = stringAt(given, 'name');
  if (given === undefined || name === undefined) throw invalidField('keypair', given ?? {}, "'name' is a required property");
  if (name === '') throw invalidField('name', '', "'' is too short");
  const pattern = call.version.atLeast(92) ? /^[a-zA-Z0-9 _@.-]{1,255}$/ : /^[a-zA-Z0-9 _-]{1,255}$/;
  if (!pattern.test(name)) throw novaFault(400, 'Keypair data is invalid: Keypair name contains unsafe characters');
  const publicKey = stringAt(given, 'public_key');
  if (publicKey === undefined && call.version.atLeast(92)) throw invalidField('keypair', given, "'public_key' is a required property");
  const type = given['type'] === 'x509' ? 'x509' : 'ssh';
  if (given['type'] !== undefined && given['type'] !== type)
    throw invalidField('type', given['type'], `${pythonRepr(given['type'])} is not one of ['ssh', 'x509']`);
  if (mine(call).some((pair) => pair.name === name)) throw novaFault(409, `Key pair '${name}' already exists.`);
  const generated = publicKey === undefined ? generate() : undefined;
  const text = publicKey ?? generated?.publicKey ?? '';
  const print = fingerprint(text);
  if (print === undefined) throw novaFault(400, 'Keypair data is invalid: failed to generate fingerprint');
  const { compute } = call.region;
  const pair: KeyPair = { id: compute.nextKeyPairId(), userId: call.token.user.id, name, type, publicKey: text, fingerprint: print, createdAt: call.now };
  compute.keyPairs.push(pair);
  const secret = generated === undefined ? {} : { private_key: generated.privateKey };
  const body = { ...secret, ...typeMember(call, pair), name, public_key: text, fingerprint: print, user_id: pair.userId };
  return json(call.version.atLeast(2) ? 201 : 200, { keypair: body });
}

export function addKeyPairRoutes(routes: Routes<ComputeCall, Answer | Promise<Answer>>): void {
  routes
    .on('GET os-keypairs', list)
    .on('POST os-keypairs', create)
    .on('GET os-keypairs/{name}', (call, name) => {
      const pair = find(call, name);
      const body = { name, public_key: pair.publicKey, fingerprint: pair.fingerprint, user_id: pair.userId, ...typeMember(call, pair) };
      return json(200, { keypair: { ...body, created_at: isoNaive(pair.createdAt), deleted: false, deleted_at: null, id: pair.id, updated_at: null } });
    })
    .on('DELETE os-keypairs/{name}', (call, name) => {
      const { keyPairs } = call.region.compute;
      keyPairs.splice(keyPairs.indexOf(find(call, name)), 1);
      return empty(call.version.atLeast(2) ? 204 : 202);
    });
}
