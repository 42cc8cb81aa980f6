import { z } from 'zod';
import { SluiceError } from '../errors/sluice-error.ts';
import { json } from '../json.ts';
import type { WorkflowDocument } from './workflow-document.ts';

/**
 * What is pinned to a node: what it gives out, port by port, in runs that the editor starts, without being run. It lies in the layout
 * (`layout.<node>.pin`), and so is never part of the version. The `json` of the items; files cannot be pinned.
 */
export const nodePin = z.strictObject({ outputs: z.record(z.string(), z.array(json)) });
export type NodePin = z.infer<typeof nodePin>;

/** The most that a pin may take as JSON, in bytes of UTF-8. */
export const PIN_LIMIT_BYTES = 250_000;

/** How large a pin is as JSON, in bytes of UTF-8. */
export function sizeOfPin(pin: NodePin): number {
  return new TextEncoder().encode(JSON.stringify(pin)).length;
}

/** Whether something is pinned to a node, right or wrong. */
export function isPinned({ layout }: Pick<WorkflowDocument, 'layout'>, nodeId: string): boolean {
  return layout[nodeId]?.['pin'] !== undefined;
}

/**
 * What is pinned to the nodes of a document, by node id.
 *
 * @throws SluiceError `pin_invalid` for what is no pin, `pin_too_large`
 */
export function pinsOf({ nodes, layout }: Pick<WorkflowDocument, 'nodes' | 'layout'>): Readonly<Record<string, NodePin>> {
  const pins: Record<string, NodePin> = {};
  for (const nodeId of Object.keys(nodes)) {
    const pinned = layout[nodeId]?.['pin'];
    if (pinned === undefined) continue;
    const { data: pin } = nodePin.safeParse(pinned);
    const place = { place: { nodeId } };
    if (pin === undefined)
      throw new SluiceError('pin_invalid', `What is pinned to "${nodeId}" is not { outputs: { <port>: [<json>, …] } }.`, place);
    const size = sizeOfPin(pin);
    if (size > PIN_LIMIT_BYTES)
      throw new SluiceError(
        'pin_too_large',
        `What is pinned to "${nodeId}" takes ${size} bytes of at most ${PIN_LIMIT_BYTES}.`,
        place,
      );
    pins[nodeId] = pin;
  }
  return pins;
}
