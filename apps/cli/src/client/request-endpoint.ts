import { type BodyOf, type Endpoint, type ParamsOf, problem, type QueryOf, type ResponseOf } from '@sluice/protocol';
import type { z } from 'zod';
import { CliError } from '../cli-error.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import type { GatewayClient, RawAnswer } from './gateway-client.ts';

type InputOf<T, Part extends keyof T> = T[Part] extends z.ZodType ? z.input<T[Part]> : undefined;

/** What an endpoint takes; a part that it does not have is left out. */
export interface EndpointInput<T extends Endpoint> {
  readonly params?: ParamsOf<T>;
  readonly query?: InputOf<T, 'query'> | QueryOf<T>;
  readonly body?: InputOf<T, 'body'> | BodyOf<T>;
}

/** Calls an endpoint of the contract, and gives its answer parsed. Throws the gateway's or engine's refusal as a `CliError`. */
export async function requestEndpoint<T extends Endpoint>(
  client: GatewayClient,
  endpoint: T,
  input: EndpointInput<T> = {},
): Promise<ResponseOf<T>> {
  const body = input.body === undefined ? new Uint8Array() : Buffer.from(JSON.stringify(input.body));
  const answer = await client.call({ method: endpoint.method, path: pathOf(endpoint, input), body });
  if (answer.status >= 400) throw refusalOf(answer);
  // The schema is the endpoint's own, so what it gives is what ResponseOf says.
  if (endpoint.response === undefined) return undefined as ResponseOf<T>;
  const parsed = endpoint.response.safeParse(parseJson(answer.body));
  if (!parsed.success) {
    const place = parsed.error.issues[0];
    const detail = `${endpoint.name} answered in another shape than this version knows: ${place?.path.join('.')}: ${place?.message}`;
    throw new CliError('internal', detail, { hint: 'Is the gateway of the same version as this command?' });
  }
  return parsed.data as ResponseOf<T>;
}

/** The refusal that a problem document (RFC 9457) states, with the exit code that fits it. */
export function refusalOf(answer: RawAnswer): CliError {
  const parsed = problem.safeParse(parseJson(answer.body));
  if (!parsed.success) {
    return new CliError('internal', `The gateway answered with status ${answer.status} and no problem document.`, {
      exitCode: exitCodeOf(answer.status, ''),
    });
  }
  const { code, detail, hint, issues } = parsed.data;
  return new CliError(code, detail, {
    exitCode: exitCodeOf(answer.status, code),
    hint,
    ...(issues === undefined ? {} : { issues }),
  });
}

function exitCodeOf(status: number, code: string): ExitCode {
  if (code === 'engine_unreachable' || code === 'shutting_down' || status === 502 || status === 504) return exitCodes.unreachable;
  return status < 500 ? exitCodes.refused : exitCodes.failed;
}

function pathOf<T extends Endpoint>(endpoint: T, input: EndpointInput<T>): string {
  const params = (input.params ?? {}) as Record<string, unknown>; // an object schema's output, read by the names in the path
  const path = endpoint.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(params[name])));
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(input.query ?? {})) {
    if (value !== undefined) query.set(name, String(value));
  }
  return query.size === 0 ? path : `${path}?${query}`;
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return undefined;
  }
}
