import { type Endpoint, SluiceError } from '@sluice/protocol';

export interface EndpointMatch {
  readonly endpoint: Endpoint;
  readonly params: Readonly<Record<string, string>>;
}

/** The path is there, but not with this method. */
export class MethodNotAllowed extends SluiceError {
  readonly allowed: readonly string[];

  constructor(method: string, path: string, allowed: readonly string[]) {
    super('method_not_allowed', `${method} is not allowed on ${path}; ${allowed.join(', ')} is.`);
    this.allowed = allowed;
  }
}

/** Finds endpoints of the contract by method and path. What the contract does not name is not there (I9). */
export class EndpointTable {
  private readonly entries: readonly { readonly endpoint: Endpoint; readonly segments: readonly string[] }[];

  constructor(endpoints: readonly Endpoint[]) {
    this.entries = endpoints.map((endpoint) => ({ endpoint, segments: endpoint.path.split('/') }));
  }

  /**
   * A literal segment goes before a parameter. Parameters are percent-decoded one by one, after the path was split.
   * @throws SluiceError `not_found`, `method_not_allowed`.
   */
  find(method: string, path: string): EndpointMatch {
    const segments = path.split('/');
    const matches = this.entries.flatMap(({ endpoint, segments: pattern }) => {
      const params = match(pattern, segments);
      return params === undefined ? [] : [{ endpoint, params }];
    });
    const fewest = Math.min(...matches.map(({ params }) => Object.keys(params).length));
    const best = matches.filter(({ params }) => Object.keys(params).length === fewest);
    if (best.length === 0) throw new SluiceError('not_found', `There is no endpoint at ${path}.`);
    const found = best.find(({ endpoint }) => endpoint.method === method);
    if (found === undefined)
      throw new MethodNotAllowed(
        method,
        path,
        best.map(({ endpoint }) => endpoint.method),
      );
    return found;
  }
}

function match(pattern: readonly string[], segments: readonly string[]): Record<string, string> | undefined {
  if (pattern.length !== segments.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, expected] of pattern.entries()) {
    const segment = segments[index] as string; // the lengths are equal
    if (!expected.startsWith('{')) {
      if (expected !== segment) return undefined;
      continue;
    }
    const value = decode(segment);
    if (value === undefined || value === '') return undefined;
    params[expected.slice(1, -1)] = value;
  }
  return params;
}

function decode(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}
