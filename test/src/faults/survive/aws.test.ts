import { survives } from '../survive.ts';

survives('aws');
