import { SluiceError } from '@sluice/protocol';

/** The path is there, the method is not; `allowed` goes into the Allow header (RFC 9110 section 15.5.6). */
export class MethodNotAllowed extends SluiceError {
  readonly allowed: readonly string[];

  constructor(method: string, path: string, allowed: readonly string[]) {
    super('method_not_allowed', `${method} is not allowed at ${path}; use ${allowed.join(', ')}.`);
    this.allowed = allowed;
  }
}
