import { Ec2Error } from '../query/ec2-error.ts';

/** An answer of one of the services beside EC2 that is not a success. */
export class ServiceError extends Ec2Error {}

export const validationError = (message: string): ServiceError => new ServiceError('ValidationError', message);
