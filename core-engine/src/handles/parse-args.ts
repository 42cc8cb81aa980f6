import { issueText, type Json, SluiceError } from '@sluice/protocol';
import type { z } from 'zod';

/** Checks an effect's arguments. Absent arguments (null) count as `{}`. Throws `effect_args_invalid` naming each argument that is wrong. */
export function parseArgs<T extends z.ZodType>(
  schema: T,
  request: { readonly verb: string; readonly uri: string; readonly args: Json },
): z.output<T> {
  const parsed = schema.safeParse(request.args ?? {});
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues
    .slice(0, 5)
    .map((issue) => `${issue.path.map(String).join('.') || 'arguments'}: ${issueText(issue)}`);
  const scheme = request.uri.slice(0, Math.max(0, request.uri.indexOf(':')));
  throw new SluiceError('effect_args_invalid', `${request.verb} ${scheme}: ${faults.join('; ')}`);
}
