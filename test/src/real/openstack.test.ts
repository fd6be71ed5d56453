import { conformance } from '../conformance/register.ts';
import { openstackRealHarness } from '../harness/openstack-real.ts';

conformance('openstack (real)', openstackRealHarness, { timeoutMs: 240_000 });
