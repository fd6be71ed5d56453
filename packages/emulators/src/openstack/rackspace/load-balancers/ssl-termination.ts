import { createPrivateKey, X509Certificate } from 'node:crypto';
import { empty, json } from '../../answer.ts';
import { type JsonObject, textOf } from '../../values.ts';
import type { RackspaceRoutes } from '../rackspace-service.ts';
import { accepted, changed, findBalancer, itemOf, mutable, type Shape, wrapped } from './load-balancer-call.ts';
import { fault, overLimit, validation } from './load-balancer-faults.ts';
import type { CertificateMapping } from './load-balancer-state.ts';
import { isDatagram } from './protocols.ts';

const MAX_MAPPINGS = 20;

// `privatekey` here, `privateKey` in mappings.
const TERMINATION: Shape = {
  securePort: 'number',
  enabled: 'boolean',
  secureTrafficOnly: 'boolean',
  privatekey: 'string',
  certificate: 'string',
  intermediateCertificate: 'string',
  cipherProfile: 'string',
  securityProtocols: 'array',
};

const MAPPING: Shape = { hostName: 'string', privateKey: 'string', certificate: 'string', intermediateCertificate: 'string' };

const CIPHERS = ['AES128-SHA', 'AES256-SHA', 'DES-CBC3-SHA', 'DHE-RSA-AES128-SHA', 'DHE-RSA-AES256-SHA'];

/** The service looks whether the key is the certificate's, and takes RSA keys alone. */
function checkPair(privateKey: string, certificate: string): void {
  let fits: boolean;
  try {
    const key = createPrivateKey(privateKey);
    if (key.asymmetricKeyType !== 'rsa') throw validation('Key must be an RSA key.');
    fits = new X509Certificate(certificate).checkPrivateKey(key);
  } catch (error) {
    if (error instanceof Error && 'answer' in error) throw error;
    throw validation('Error reading the private key or the certificate.');
  }
  if (!fits) throw validation('Error the certificate and key do not match.');
}

const mappingBody = ({ id, hostName, certificate, intermediateCertificate }: CertificateMapping): JsonObject => ({
  id,
  hostName,
  certificate,
  intermediateCertificate,
});

const textOr = (value: unknown, there: string): string => (typeof value === 'string' ? value : there);

export function addSslRoutes(routes: RackspaceRoutes): void {
  const place = 'loadbalancers/{id}/ssltermination';
  routes
    .on(`GET ${place}`, (call, id) => {
      const { ssl } = findBalancer(call, id);
      if (ssl === undefined) throw fault(404, 'SSL termination is not enabled on this load balancer.');
      return json(200, { sslTermination: ssl.shown });
    })
    .on(`PUT ${place}`, async (call, id) => {
      const { privatekey, ...given } = await wrapped(call, 'sslTermination', TERMINATION);
      const balancer = mutable(call, id);
      if (isDatagram(balancer.protocol)) throw validation('SSL termination is not supported for UDP protocols.');
      const there = balancer.ssl;
      const shown = { enabled: true, secureTrafficOnly: false, ...there?.shown, ...given } as JsonObject;
      const privateKey = textOr(privatekey, there?.privateKey ?? '');
      const port = Number(shown['securePort']);
      if (!(port >= 1 && port <= 65_535)) throw validation('Must provide a valid secure port.');
      if (port === balancer.port && shown['secureTrafficOnly'] !== true) throw validation('The secure port must not be the port of the load balancer.');
      if (privateKey === '' || shown['certificate'] === undefined) throw validation('Must provide a private key and a certificate.');
      // A new certificate comes with its key, and the key with its certificate.
      if (there !== undefined && (privatekey === undefined) !== (given['certificate'] === undefined))
        throw validation('Must provide the private key and the certificate together.');
      checkPair(privateKey, textOf(shown['certificate']));
      balancer.ssl = { shown, privateKey };
      return accepted(call, balancer);
    })
    .on(`DELETE ${place}`, (call, id) => {
      const balancer = mutable(call, id);
      if (balancer.ssl === undefined) throw fault(404, 'SSL termination is not enabled on this load balancer.');
      balancer.ssl = undefined;
      balancer.mappings = [];
      return accepted(call, balancer);
    })
    .on(`GET ${place}/ciphers`, (call, id) => {
      if (findBalancer(call, id).ssl === undefined) throw fault(404, 'SSL termination is not enabled on this load balancer.');
      return json(200, { ciphers: CIPHERS.map((name) => ({ name })) });
    })
    // Rows are wrapped one by one.
    .on(`GET ${place}/certificatemappings`, (call, id) => {
      const rows = findBalancer(call, id).mappings.map((mapping) => ({
        certificateMapping: { ...mappingBody(mapping), certificate: undefined, intermediateCertificate: undefined },
      }));
      return json(200, { certificateMappings: rows });
    })
    .on(`POST ${place}/certificatemappings`, async (call, id) => {
      const given = await wrapped(call, 'certificateMapping', MAPPING, 'hostName', 'privateKey', 'certificate');
      const balancer = mutable(call, id);
      if (balancer.ssl === undefined) throw validation('SSL termination must be enabled for certificate mappings.');
      if (balancer.mappings.length >= MAX_MAPPINGS) throw overLimit(`Certificate mappings must not exceed ${MAX_MAPPINGS}.`);
      const hostName = String(given['hostName']);
      if (balancer.mappings.some((mapping) => mapping.hostName === hostName)) throw validation('The host name has a certificate mapping already.');
      checkPair(String(given['privateKey']), String(given['certificate']));
      const mapping: CertificateMapping = {
        id: call.region.rackspace.loadBalancers.nextId(),
        hostName,
        privateKey: String(given['privateKey']),
        certificate: String(given['certificate']),
        intermediateCertificate: given['intermediateCertificate'] as string | undefined,
      };
      balancer.mappings.push(mapping);
      changed(call, balancer);
      return json(202, { certificateMapping: mappingBody(mapping) });
    })
    .on(`GET ${place}/certificatemappings/{mapping}`, (call, id, mapping) =>
      json(200, { certificateMapping: mappingBody(itemOf(findBalancer(call, id).mappings, mapping)) }),
    )
    .on(`PUT ${place}/certificatemappings/{mapping}`, async (call, id, mapping) => {
      const given = await wrapped(call, 'certificateMapping', MAPPING);
      const balancer = mutable(call, id);
      const found = itemOf(balancer.mappings, mapping);
      const privateKey = textOr(given['privateKey'], found.privateKey);
      const certificate = textOr(given['certificate'], found.certificate);
      checkPair(privateKey, certificate);
      Object.assign(found, { privateKey, certificate, hostName: textOr(given['hostName'], found.hostName) });
      if (typeof given['intermediateCertificate'] === 'string') found.intermediateCertificate = given['intermediateCertificate'];
      return accepted(call, balancer);
    })
    .on(`DELETE ${place}/certificatemappings/{mapping}`, (call, id, mapping) => {
      const balancer = mutable(call, id);
      const found = itemOf(balancer.mappings, mapping);
      balancer.mappings = balancer.mappings.filter((one) => one !== found);
      changed(call, balancer);
      return empty(202);
    });
}
