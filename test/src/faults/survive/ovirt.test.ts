import { survives } from '../survive.ts';

survives('ovirt');
