import { conformance } from '../conformance/register.ts';
import { cephHarness, cephV2Harness, namedS3Harness, swiftS3Harness } from '../harness/s3-real.ts';

conformance('s3 (ceph)', cephHarness, { timeoutMs: 120_000 });
conformance('s3 (ceph, version 2)', cephV2Harness, { timeoutMs: 120_000 });
conformance('s3 (swift)', swiftS3Harness, { timeoutMs: 120_000 });

const named = namedS3Harness();
if (named !== undefined) conformance('s3 (named)', named, { timeoutMs: 120_000 });
