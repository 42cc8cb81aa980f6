import { createHash, randomBytes } from 'node:crypto';
import { type BodyOf, createShare, getDescriptor, shareRights } from '@sluice/protocol';
import type { CliContext } from '../../cli-context.ts';
import { usageError } from '../../cli-error.ts';
import type { GatewayClient } from '../../client/gateway-client.ts';
import { requestEndpoint } from '../../client/request-endpoint.ts';
import { type ExitCode, exitCodes } from '../../exit-codes.ts';
import { printJson, printLine, printNote } from '../../output/print.ts';
import type { CommandOptions } from '../command-options.ts';
import { parseExpiry } from '../parse-time.ts';
import { wholeNumber } from '../whole-number.ts';
import { withClient } from '../with-client.ts';

export interface ShareOptions extends CommandOptions {
  /** `--with`: the principal's did:key. */
  readonly with?: string;
  readonly link?: boolean;
  readonly right?: string;
  readonly expires?: string;
  readonly note?: string;
  readonly maxUses?: string;
}

const SECRET_BYTES = 32;

/**
 * `workflows share ID`: with a principal, or by a link that is printed once. The link's secret is made here and travels in the
 * fragment of the link; the gateway gets its SHA-256.
 */
export async function share(context: CliContext, [id = '']: readonly string[], options: ShareOptions): Promise<ExitCode> {
  const secret = randomBytes(SECRET_BYTES).toString('base64url');
  const body = bodyOf(options, secret);
  const isLink = body.to.kind === 'link';
  const { made, origin } = await withClient(context, options, async (client) => ({
    made: await requestEndpoint(client, createShare, { params: { id }, body }),
    origin: isLink ? await originOf(client) : '',
  }));
  const url = `${origin}/share#${secret}`;
  if (options.json === true) printJson(context, isLink ? { ...made, url } : made);
  else if (isLink) {
    printLine(context, url);
    printNote(
      context,
      `Whoever opens this link may ${made.rights} the workflow. It is not shown again; ${endOf(made.expiresAt)}.`,
    );
  } else printLine(context, `${made.id}\t${made.rights}\t${endOf(made.expiresAt)}`);
  return exitCodes.ok;
}

function bodyOf(options: ShareOptions, secret: string): BodyOf<typeof createShare> {
  const { right = 'view', expires, note = '', maxUses } = options;
  const rights = shareRights.find((name) => name === right);
  if (rights === undefined) throw usageError('usage', `--right must be ${shareRights.join(', ')}, not ${JSON.stringify(right)}.`);
  const common = { rights, note, ...(expires === undefined ? {} : { expiresAt: parseExpiry(expires, Date.now()) }) };
  if ((options.with === undefined) === (options.link !== true))
    throw usageError('usage', 'Say with whom: --with <did:key:…> for one principal, or --link for whoever opens the link.');
  if (options.with !== undefined) {
    if (maxUses !== undefined) throw usageError('usage', '--max-uses goes with --link only.');
    return { ...common, to: { kind: 'principal', did: options.with } };
  }
  const most = maxUses === undefined ? {} : { maxUses: wholeNumber('--max-uses', maxUses, 1, 1_000_000) };
  return { ...common, to: { kind: 'link', secretHash: createHash('sha256').update(secret).digest('hex'), ...most } };
}

/** What the gateway calls itself to the world, which is where others reach it. */
async function originOf(client: GatewayClient): Promise<string> {
  return new URL((await requestEndpoint(client, getDescriptor)).url).origin;
}

function endOf(expiresAt: string | null): string {
  return expiresAt === null ? 'until it is revoked' : `until ${expiresAt}`;
}
