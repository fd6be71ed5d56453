/** An answer of Manta's error shape, `{code, message}`. */
export class MantaError extends Error {
  readonly status: number;
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, code: string, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

// Texts as in muskie's `lib/errors.js`.
export const resourceNotFound = (path: string): MantaError => new MantaError(404, 'ResourceNotFound', `${path} was not found`);
export const directoryDoesNotExist = (path: string): MantaError => new MantaError(404, 'DirectoryDoesNotExist', `${parentOf(path)} does not exist`);
export const parentNotDirectory = (path: string): MantaError => new MantaError(400, 'ParentNotDirectory', `${parentOf(path)} is not a directory`);
export const rootDirectory = (method: string, path: string): MantaError =>
  new MantaError(400, 'OperationNotAllowedOnRootDirectory', `${method} is not allowed on ${path}`);
export const directoryOperation = (method: string, path: string): MantaError =>
  new MantaError(400, 'OperationNotAllowedOnDirectory', `${path} is a directory: ${method} is not allowed`);
export const invalidResource = (path: string): MantaError => new MantaError(400, 'InvalidResource', `"${path}" is invalid`);
export const invalidUpdate = (name: string, more = ''): MantaError => new MantaError(400, 'InvalidUpdate', `overwrite of "${name}" forbidden${more}`);
export const authorizationFailed = (login: string, path: string): MantaError =>
  new MantaError(403, 'AuthorizationFailed', `${login} is not allowed to access ${path}`);
export const concurrentRequest = (path: string): MantaError => new MantaError(409, 'ConcurrentRequest', `${path} was being concurrently updated`);

const parentOf = (path: string): string => path.slice(0, Math.max(1, path.lastIndexOf('/')));
