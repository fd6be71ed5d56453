import type { Dialect } from './dialect.ts';

export const userAgent = (dialect: Dialect): string => `portolan/0.1.0 ${dialect.provider}`;
