import { ovirtHarness } from '../harness/ovirt.ts';
import { conformance } from './register.ts';

conformance('ovirt', ovirtHarness);
