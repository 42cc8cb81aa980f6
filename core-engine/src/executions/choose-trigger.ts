import type { Plan } from '@sluice/kernel';
import { SluiceError } from '@sluice/protocol';

/** The trigger to start at: the one asked for, else the manual one, else the only one. Throws `request_invalid` when it is not clear. */
export function chooseTrigger(plan: Plan, asked: string | undefined): string {
  if (asked !== undefined) {
    if (plan.triggers.includes(asked)) return asked;
    throw new SluiceError(
      'request_invalid',
      `${asked} is not a trigger of ${plan.name}; its triggers are ${plan.triggers.join(', ')}.`,
      { place: { nodeId: asked } },
    );
  }
  const manual = plan.nodes.find(({ type }) => type.startsWith('core.manual@'))?.id;
  const only = plan.triggers.length === 1 ? plan.triggers[0] : undefined;
  const chosen = manual ?? only;
  if (chosen === undefined)
    throw new SluiceError('request_invalid', `${plan.name} has several triggers; say which: ${plan.triggers.join(', ')}.`);
  return chosen;
}
