import type { Parameters } from '../../query/parameters.ts';
import { ServiceError } from '../service-error.ts';

export type Dimensions = readonly (readonly [name: string, value: string])[];

export interface Metric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Dimensions;
}

/** What was put at one time: of one value, or of many already taken together. */
interface Sample {
  readonly at: number;
  readonly count: number;
  readonly sum: number;
  readonly min: number;
  readonly max: number;
  readonly unit: string;
}

export interface Datapoint extends Sample {
  readonly average: number;
}

export const invalid = (message: string): ServiceError => new ServiceError('InvalidParameterValue', message);

export function readDimensions(parameters: Parameters): Dimensions {
  return parameters.structures('Dimensions.member').map((dimension) => [dimension.required('Name'), dimension.text('Value') ?? ''] as const);
}

const keyOf = (metric: Metric): string => JSON.stringify([metric.namespace, metric.name, [...metric.dimensions].sort(([a], [b]) => (a < b ? -1 : 1))]);

export const sameMetric = (a: Metric, b: Metric): boolean => keyOf(a) === keyOf(b);

const number = (parameters: Parameters, name: string): number | undefined => {
  const text = parameters.text(name);
  if (text === undefined) return undefined;
  const value = Number(text);
  if (text.trim() === '' || Number.isNaN(value)) throw invalid(`The value for parameter ${name} is not a number: ${text}`);
  return value;
};

function readSample(datum: Parameters, now: number): Sample {
  const at = datum.text('Timestamp') === undefined ? now : Date.parse(datum.text('Timestamp') ?? '');
  if (Number.isNaN(at)) throw new ServiceError('InvalidParameterValue', 'Timestamp is not a time');
  const unit = datum.text('Unit') ?? 'None';
  const value = number(datum, 'Value');
  const set = datum.structure('StatisticValues');
  const count = number(set, 'SampleCount');
  const values = datum.list('Values.member').map(Number);
  if (values.length > 0) {
    const counts = datum.list('Counts.member').map(Number);
    const weight = (index: number): number => counts[index] ?? 1;
    const total = values.reduce((sum, _value, index) => sum + weight(index), 0);
    const sum = values.reduce((running, item, index) => running + item * weight(index), 0);
    return { at, count: total, sum, min: Math.min(...values), max: Math.max(...values), unit };
  }
  if ((value === undefined) === (count === undefined))
    throw new ServiceError(
      'InvalidParameterCombination',
      'Exactly one of the parameters MetricData.member.Value and MetricData.member.StatisticValues must be given',
    );
  if (value !== undefined) return { at, count: 1, sum: value, min: value, max: value, unit };
  return { at, count: count ?? 0, sum: number(set, 'Sum') ?? 0, min: number(set, 'Minimum') ?? 0, max: number(set, 'Maximum') ?? 0, unit };
}

/** All metrics anybody has put data for. */
export class MetricStore {
  readonly metrics: Map<string, Metric> = new Map();
  readonly #samples = new Map<string, Sample[]>();

  put(namespace: string, datum: Parameters, now: number): void {
    const metric = { namespace, name: datum.required('MetricName'), dimensions: readDimensions(datum) };
    const key = keyOf(metric);
    const sample = readSample(datum, now);
    this.metrics.set(key, metric);
    const samples = this.#samples.get(key) ?? [];
    samples.push(sample);
    this.#samples.set(key, samples);
  }

  /** One point for each period with data, in no order to rely on: as stored. */
  statistics(metric: Metric, start: number, end: number, periodSeconds: number, unit: string | undefined): Datapoint[] {
    const points = new Map<string, Sample>();
    for (const sample of this.#samples.get(keyOf(metric)) ?? []) {
      if (sample.at < start || sample.at >= end || (unit !== undefined && sample.unit !== unit)) continue;
      const at = Math.floor(sample.at / (periodSeconds * 1000)) * periodSeconds * 1000;
      const key = `${at} ${sample.unit}`;
      const known = points.get(key);
      points.set(
        key,
        known === undefined
          ? { ...sample, at }
          : {
              at,
              unit: sample.unit,
              count: known.count + sample.count,
              sum: known.sum + sample.sum,
              min: Math.min(known.min, sample.min),
              max: Math.max(known.max, sample.max),
            },
      );
    }
    return [...points.values()].map((point) => ({ ...point, average: point.sum / point.count }));
  }
}
