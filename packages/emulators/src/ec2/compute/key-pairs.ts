import { type ActionTable, DONE, FILTER } from '../query/action.ts';
import { Ec2Error, invalidValue, missingParameter } from '../query/ec2-error.ts';
import { readFilters } from '../query/filters.ts';
import type { Parameters } from '../query/parameters.ts';
import type { XmlValue } from '../query/xml-writer.ts';
import type { KeyPair } from './entities.ts';
import { createSshKeyPair, type PublicKeyText, readPublicKey } from './ssh-keys.ts';
import type { Ec2State } from './state.ts';
import { readTagSpecifications, TAG_SPECIFICATION, tagSetIfAny } from './tags.ts';

export function keyPairNamed(state: Ec2State, name: string): KeyPair {
  const pair = state.visible(state.keyPairs).find((candidate) => candidate.name === name);
  if (pair === undefined) throw new Ec2Error('InvalidKeyPair.NotFound', `The key pair '${name}' does not exist`);
  return pair;
}

function freeName(state: Ec2State, parameters: Parameters): string {
  const name = parameters.required('KeyName');
  if (name.length > 255) throw invalidValue(`Value (${name}) for parameter KeyName is invalid. Character length exceeds 255`);
  if (state.keyPairs.has(name)) throw new Ec2Error('InvalidKeyPair.Duplicate', `The keypair '${name}' already exists.`);
  return name;
}

function store(state: Ec2State, name: string, key: PublicKeyText, tags: readonly (readonly [string, string])[]): KeyPair {
  const pair: KeyPair = { ...state.born('key'), name, fingerprint: key.fingerprint, keyType: key.keyType, publicKey: key.openSsh, createdAt: state.now };
  for (const [tag, value] of tags) pair.tags.set(tag, value);
  state.keyPairs.set(name, pair);
  return pair;
}

const brief = (state: Ec2State, pair: KeyPair): { [name: string]: XmlValue } => ({
  keyName: pair.name,
  keyFingerprint: pair.fingerprint,
  ...(state.flavour.name === 'aws' ? { keyPairId: pair.id, tagSet: tagSetIfAny(pair.tags) } : {}),
});

export const keyPairActions: ActionTable = {
  CreateKeyPair: {
    accepts: 'KeyName',
    awsAccepts: `KeyType KeyFormat ${TAG_SPECIFICATION}`,
    run: async ({ parameters, state, proceed }) => {
      const name = freeName(state, parameters);
      const tags = readTagSpecifications(state, parameters, ['key-pair']).get('key-pair') ?? [];
      const keyType = parameters.text('KeyType') ?? 'rsa';
      if (keyType !== 'rsa' && keyType !== 'ed25519') throw invalidValue(`Value (${keyType}) for parameter KeyType is invalid.`);
      const format = parameters.text('KeyFormat') ?? 'pem';
      if (format !== 'pem') throw new Ec2Error('UnsupportedOperation', `The key format '${format}' is not supported.`);
      proceed();
      const made = await createSshKeyPair(keyType);
      if (state.keyPairs.has(name)) throw new Ec2Error('InvalidKeyPair.Duplicate', `The keypair '${name}' already exists.`);
      const { tagSet, ...pair } = brief(state, store(state, name, made, tags));
      return { ...pair, keyMaterial: made.material, tagSet };
    },
  },
  ImportKeyPair: {
    accepts: 'KeyName PublicKeyMaterial',
    awsAccepts: TAG_SPECIFICATION,
    run: ({ parameters, state, proceed }) => {
      const name = freeName(state, parameters);
      const tags = readTagSpecifications(state, parameters, ['key-pair']).get('key-pair') ?? [];
      const material = parameters.base64('PublicKeyMaterial');
      if (material === undefined) throw missingParameter('PublicKeyMaterial');
      let key: PublicKeyText;
      try {
        key = readPublicKey(material.toString('utf8'));
      } catch {
        throw new Ec2Error('InvalidKey.Format', 'Key is not in valid OpenSSH public key format');
      }
      proceed();
      return brief(state, store(state, name, key, tags));
    },
  },
  DescribeKeyPairs: {
    accepts: `KeyName.# ${FILTER}`,
    awsAccepts: 'KeyPairId.# IncludePublicKey',
    run: ({ parameters, state }) => {
      const byName = parameters.list('KeyName').map((name) => keyPairNamed(state, name));
      const byId = parameters.list('KeyPairId').map((id) => {
        const pair = state.visible(state.keyPairs).find((candidate) => candidate.id === id);
        if (pair === undefined) throw new Ec2Error('InvalidKeyPair.NotFound', `The key pair ID '${id}' does not exist`);
        return pair;
      });
      const named = byName.length + byId.length > 0;
      const matches = readFilters<KeyPair>(
        parameters,
        { 'key-name': (pair) => [pair.name], fingerprint: (pair) => [pair.fingerprint], 'key-pair-id': (pair) => [pair.id] },
        (pair) => pair.tags,
      );
      const withKey = parameters.boolean('IncludePublicKey') === true;
      const pairs = (named ? [...byName, ...byId] : state.visible(state.keyPairs)).filter(matches);
      const extra = (pair: KeyPair): { [name: string]: XmlValue } =>
        state.flavour.name === 'aws' ? { keyType: pair.keyType, createTime: new Date(pair.createdAt), publicKey: withKey ? pair.publicKey : undefined } : {};
      return { keySet: pairs.map((pair) => ({ ...brief(state, pair), ...extra(pair) })) };
    },
  },
  DeleteKeyPair: {
    accepts: 'KeyName',
    awsAccepts: 'KeyPairId',
    run: ({ parameters, state, proceed }) => {
      const id = parameters.text('KeyPairId');
      const pair =
        id === undefined ? state.keyPairs.get(parameters.required('KeyName')) : [...state.keyPairs.values()].find((candidate) => candidate.id === id);
      proceed();
      // A missing key is as good as deleted.
      if (pair !== undefined) state.keyPairs.delete(pair.name);
      return pair === undefined || state.flavour.name === 'eucalyptus' ? DONE : { ...DONE, keyPairId: pair.id };
    },
  },
};
