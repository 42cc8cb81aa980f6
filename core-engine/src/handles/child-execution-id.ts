import { hashedUuid } from './hashed-uuid.ts';

/** The id of the sub-workflow's execution that an effect starts; the same effect always has the same. */
export function childExecutionId(effectKey: string): string {
  return hashedUuid(`sluice/child-execution\n${effectKey}`);
}
