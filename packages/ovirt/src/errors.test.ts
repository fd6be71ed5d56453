import type { FailedResponse } from '@portolan/core/driver';
import { describe, expect, it } from 'vitest';
import { engineError, imageioError, LOCKED } from './errors.ts';

const failed = (status: number, body: string, type = 'application/xml'): FailedResponse => ({
  request: { method: 'POST', origin: 'https://engine', target: '/ovirt-engine/api/vms', headers: { Authorization: 'Bearer T' } },
  status,
  headers: { 'content-type': type, 'correlation-id': 'c-1' },
  body: Buffer.from(body),
  receivedAt: 0,
});
const fault = (detail: string, reason = 'Operation Failed'): string => `<fault>\n  <detail>${detail}</detail>\n  <reason>${reason}</reason>\n</fault>`;

describe('engineError', () => {
  it.each<[number, string, object]>([
    [409, fault('[Cannot add VM. The VM name is already in use, please choose a unique name and try again.]'), { code: 'already-exists' }],
    [409, fault('[Not added: another one has this name.]'), { code: 'already-exists' }],
    [
      409,
      fault('[Cannot run VM: VM is locked. Please try again in a few minutes.]'),
      { code: 'conflict', providerCode: LOCKED, outcome: 'not-done', retry: 'never' },
    ],
    [
      409,
      fault('[Cannot remove Virtual Disk: The following disks are locked: a. Please try again in a few minutes.]'),
      { code: 'conflict', providerCode: LOCKED },
    ],
    [409, fault('[Cannot start VM. Related operation is currently in progress. Please try again later.]'), { code: 'conflict', providerCode: LOCKED }],
    [
      409,
      fault('[Cannot run VM. VM is running.]'),
      { code: 'conflict', providerCode: 'Operation Failed', message: expect.stringMatching(/\(Cannot run VM\. VM is running\.\)/) },
    ],
    [409, fault('[Cannot remove Virtual Disk. Disk is being copied.]'), { code: 'conflict', providerCode: LOCKED }],
    // Whoever uses it does so for as long as they like: there is nothing to wait for.
    [409, fault('[Cannot remove Network. It is being used by VMs: web.]'), { code: 'conflict', providerCode: 'Operation Failed' }],
    [409, fault('[Cannot add Virtual Disk. Low disk space on Storage Domain data.]'), { code: 'quota-exceeded' }],
    [409, fault('[Cannot run VM. There is no host that satisfies current scheduling constraints.]'), { code: 'quota-exceeded' }],
    [404, fault('Entity not found: template: 1'), { code: 'not-found' }],
    [400, fault('Vm [cluster.id|name] required for add', 'Incomplete parameters'), { code: 'invalid-argument', providerCode: 'Incomplete parameters' }],
    [400, fault('[Cannot add VM. The given name contains special characters.]'), { code: 'invalid-argument' }],
    [400, fault('Invalid UUID string: x', 'Invalid value'), { code: 'invalid-argument' }],
    [
      409,
      '<action><fault><detail>[Not started: it is running already.]</detail><reason>Operation Failed</reason></fault><status>failed</status></action>',
      { code: 'conflict', message: expect.stringMatching(/it is running already/) },
    ],
    [400, '<usage_message><message>Request syntactically incorrect.</message></usage_message>', { code: 'invalid-argument' }],
    [403, fault('[User is not authorized to perform this action.]'), { code: 'permission-denied' }],
    [404, '', { code: 'not-found', requestId: 'c-1' }],
    [500, fault('boom', 'Operation Failed'), { code: 'unknown', outcome: 'unknown' }],
  ])('%i %s', async (status, body, expected) => {
    expect(await engineError(failed(status, body))).toMatchObject(expected);
  });

  it.each<[number, string, object]>([
    [401, '<html><head><title>Error</title></head><body>Unauthorized</body></html>', { code: 'unauthenticated' }],
    [403, '<html><body>Forbidden</body></html>', { code: 'permission-denied' }],
    // A removal that takes a wrong address for an absent object would call it done.
    [404, '<html><body>404 - Not Found</body></html>', { code: 'protocol', remedy: expect.stringMatching(/url/) }],
    [503, '<html><body>Service Unavailable</body></html>', { code: 'unavailable', retry: 'maybe' }],
    [302, '<html>moved</html>', { code: 'protocol' }],
  ])('a web page with %i: %s', async (status, body, expected) => {
    expect(await engineError(failed(status, body, 'text/html'))).toMatchObject(expected);
  });

  it('survives bodies that are nothing', async () => {
    for (const body of ['<fault>', '\u0000', '<fault><detail><x/></detail></fault>', '<!DOCTYPE fault [<!ENTITY a "b">]><fault/>']) {
      expect(await engineError(failed(409, body))).toMatchObject({ code: 'conflict' });
    }
  });
});

describe('imageioError', () => {
  it('does not take an ended ticket for missing rights, and tells the ticket nowhere', () => {
    const ticket = '5d6e7f80-7700-4e6e-8abb-00000000aa01';
    expect(imageioError(failed(403, `You are not allowed to access this resource: No such ticket ${ticket}\n`, 'text/plain'))).toMatchObject({
      code: 'unavailable',
      retry: 'never',
    });
    expect(imageioError(failed(400, `Bad thing of ${ticket}`, 'text/plain')).message).not.toContain(ticket);
  });
});
