import { conformance } from '../conformance/register.ts';
import { openstackRealHarness, swiftV1Harness } from '../harness/openstack-real.ts';

conformance('openstack (real)', openstackRealHarness, { timeoutMs: 240_000 });
conformance('swift (its own sign-in)', swiftV1Harness, { timeoutMs: 120_000 });
