import { isCloudError, Secret } from '@portolan/core/driver';
import { describe, expect, it } from 'vitest';
import { passcodeAt } from './totp.ts';

// RFC 6238, appendix B, SHA-1: the last six of its eight digits. The secret is ASCII "12345678901234567890" in base32.
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

describe('passcodeAt', () => {
  it.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ])('at %s s is as in the RFC', (seconds, passcode) => {
    expect(passcodeAt(new Secret(SECRET), seconds * 1000)).toBe(passcode);
  });

  it('reads secrets as people write them', () => {
    expect(passcodeAt(new Secret('gezd gnbv gy3t qojq gezd gnbv gy3t qojq'), 59_000)).toBe('287082');
    expect(passcodeAt(new Secret(`${SECRET.slice(0, 24)}====`), 59_000)).toMatch(/^\d{6}$/);
  });

  it('refuses what is none, without repeating it', () => {
    let refused: unknown;
    try {
      passcodeAt(new Secret('not-base-32-0189'), 0);
    } catch (error) {
      refused = error;
    }
    expect(isCloudError(refused, 'invalid-argument')).toBe(true);
    expect(String(refused)).not.toContain('0189');
  });
});
