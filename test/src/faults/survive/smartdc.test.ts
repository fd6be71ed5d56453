import { survives } from '../survive.ts';

survives('smartdc');
