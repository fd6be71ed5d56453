import { rackspaceHarness } from '../harness/openstack.ts';
import { conformance } from './register.ts';

conformance('rackspace', rackspaceHarness);
