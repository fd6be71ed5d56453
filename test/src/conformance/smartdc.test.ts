import { smartdcHarness } from '../harness/smartdc.ts';
import { conformance } from './register.ts';

conformance('smartdc', smartdcHarness);
