import { conformance } from '../conformance/register.ts';
import { motoHarness } from '../harness/moto.ts';

conformance('aws (moto)', motoHarness, { timeoutMs: 60_000 });
