/** An answer of CloudAPI's error shape: `{code, message, errors?}`. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly errors: readonly FieldError[] | undefined;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, code: string, message: string, more: { errors?: readonly FieldError[]; headers?: Record<string, string> } = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.errors = more.errors;
    this.headers = more.headers ?? {};
  }
}

/** One entry of `errors`, as VMAPI and NAPI fill it. */
export interface FieldError {
  readonly field: string;
  readonly code: string;
  readonly message: string;
}

// Bad input is 409 in CloudAPI, not 400.
export const invalidArgument = (message: string): ApiError => new ApiError(409, 'InvalidArgument', message);
export const missingParameter = (message: string): ApiError => new ApiError(409, 'MissingParameter', message);
export const notFound = (message: string): ApiError => new ApiError(404, 'ResourceNotFound', message);
export const invalidCredentials = (message: string): ApiError => new ApiError(401, 'InvalidCredentials', message);
export const notAuthorized = (message: string): ApiError => new ApiError(403, 'NotAuthorized', message);
