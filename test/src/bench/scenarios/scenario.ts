import type { Bench } from '../bench.ts';
import type { Section } from '../report.ts';

export interface Scenario {
  readonly name: string;
  run(bench: Bench): Promise<Section>;
}
