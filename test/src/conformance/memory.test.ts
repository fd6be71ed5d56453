import { memoryHarness } from '../harness/memory.ts';
import { conformance } from './register.ts';

conformance('memory', memoryHarness);
