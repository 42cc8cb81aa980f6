import { hashedUuid } from './hashed-uuid.ts';

/** The id of the sub-workflow's execution that an effect starts; the same effect with the same arguments always has the same. */
export function childExecutionId({
  key,
  uri,
  args,
}: {
  readonly key: string;
  readonly uri: string;
  readonly args: unknown;
}): string {
  return hashedUuid(`sluice/child-execution\n${key}\n${uri}\n${JSON.stringify(args)}`);
}
