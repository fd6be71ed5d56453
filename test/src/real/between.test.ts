import { transfersBetween } from '../conformance/register-between.ts';
import { memoryHarness } from '../harness/memory.ts';
import { openstackRealHarness } from '../harness/openstack-real.ts';
import { cephHarness, swiftS3Harness } from '../harness/s3-real.ts';

transfersBetween({ memory: memoryHarness, swift: openstackRealHarness, ceph: cephHarness, 'swift by s3': swiftS3Harness });
