import { openstackHarness } from '../harness/openstack.ts';
import { conformance } from './register.ts';

conformance('openstack', openstackHarness);
