import { escapeXml } from '../../kit/xml.ts';

/** An answer of the query API that is not a success. */
export class Ec2Error extends Error {
  readonly status: number;
  readonly code: string;

  constructor(code: string, message: string, status = 400) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

export const missingParameter = (name: string): Ec2Error => new Ec2Error('MissingParameter', `The request must contain the parameter ${name}`);

export const invalidValue = (message: string): Ec2Error => new Ec2Error('InvalidParameterValue', message);

/** Note `RequestID`, where successes have `requestId`. */
export const errorBody = (code: string, message: string, requestId: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<Response><Errors><Error><Code>${escapeXml(code)}</Code><Message>${escapeXml(message)}</Message></Error></Errors><RequestID>${requestId}</RequestID></Response>`;
