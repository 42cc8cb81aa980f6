import type { CliContext } from '../cli-context.ts';
import { usageError } from '../cli-error.ts';
import { connect } from '../client/connect.ts';
import { refusalOf } from '../client/request-endpoint.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { readText } from '../files/read-text.ts';

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** `sluice api METHOD PATH`: one signed call; the answer's body goes to stdout as it came, a refusal as `code: message` to stderr. */
export async function api(
  context: CliContext,
  [givenMethod = '', path = '']: readonly string[],
  options: { readonly url?: string; readonly data?: string },
): Promise<ExitCode> {
  const method = givenMethod.toUpperCase();
  if (!methods.includes(method))
    throw usageError('usage', `The method must be one of ${methods.join(', ')}, not ${givenMethod}.`);
  if (!path.startsWith('/'))
    throw usageError('usage', `The path must start with /, as in /v1/workflows, not ${JSON.stringify(path)}.`);
  const body = options.data === undefined ? undefined : Buffer.from(await readText(context, options.data));
  const client = await connect(context, options);
  try {
    const answer = await client.call({ method, path, ...(body === undefined ? {} : { body }) });
    if (answer.status >= 400) throw refusalOf(answer);
    writeBody(context, answer.body, answer.contentType);
    return exitCodes.ok;
  } finally {
    client.close();
  }
}

/** JSON is indented on a terminal; everything else, and all that is piped, stays byte for byte. */
function writeBody(context: CliContext, body: Buffer, contentType: string): void {
  if (body.length === 0) return;
  if (context.stdout.isTTY !== true || !contentType.includes('json')) {
    context.stdout.write(body);
    return;
  }
  context.stdout.write(`${JSON.stringify(JSON.parse(body.toString()), undefined, 2)}\n`);
}
