import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { type CloudError, type CloudErrorCode, isCloudError } from '@portolan/core';

/** Runs what must fail; returns the error, which must have one of the codes and say provider and operation. */
export async function expectError(work: () => Promise<unknown>, ...codes: readonly CloudErrorCode[]): Promise<CloudError> {
  let result: unknown;
  try {
    result = await work();
  } catch (error) {
    assert.ok(isCloudError(error), `expected a CloudError, got ${inspect(error)}`);
    assert.ok(codes.includes(error.code), `expected ${codes.join(' or ')}, got ${error.code}: ${error.message}`);
    assert.ok(error.provider !== undefined, `the error names no provider: ${error.message}`);
    assert.ok(error.operation !== undefined, `the error names no operation: ${error.message}`);
    return error;
  }
  assert.fail(`expected ${codes.join(' or ')}, got ${inspect(result, { depth: 1 })}`);
}
