export { type Io, run } from './run.ts';
