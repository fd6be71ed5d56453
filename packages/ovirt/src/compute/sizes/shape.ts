import { type XmlNode, xmlChild } from '@portolan/core/driver';
import { numberOf } from '../../wire-values.ts';

const MIB = 1024 * 1024;

/** How big a VM is that follows no instance type: the engine lets memory and CPUs be any. */
export interface Shape {
  readonly memoryMiB: number;
  readonly cpus: number;
}

/** `custom:2048:2`: 2048 MiB and two CPUs. */
export const shapeId = ({ memoryMiB, cpus }: Shape): string => `custom:${memoryMiB}:${cpus}`;

export function shapeOf(sizeId: string): Shape | undefined {
  const [, memoryMiB, cpus] = /^custom:([1-9]\d{0,8}):([1-9]\d{0,3})$/.exec(sizeId) ?? [];
  return memoryMiB === undefined || cpus === undefined ? undefined : { memoryMiB: Number(memoryMiB), cpus: Number(cpus) };
}

/** Of a VM, a template or an instance type. What is not told there is undefined. */
export function readShape(node: XmlNode): Partial<Shape> {
  const cpu = xmlChild(node, 'cpu');
  const topology = cpu === undefined ? undefined : xmlChild(cpu, 'topology');
  const memory = numberOf(node, 'memory');
  return {
    ...(memory === undefined ? {} : { memoryMiB: Math.floor(memory / MIB) }),
    ...(topology === undefined ? {} : { cpus: ['sockets', 'cores', 'threads'].reduce((product, name) => product * (numberOf(topology, name) ?? 1), 1) }),
  };
}

/** Of a VM without an instance type. */
export function customSizeId(node: XmlNode): string | undefined {
  const { memoryMiB = 0, cpus = 0 } = readShape(node);
  return memoryMiB > 0 && cpus > 0 ? shapeId({ memoryMiB, cpus }) : undefined;
}
