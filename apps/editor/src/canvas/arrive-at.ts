import type { NodeType } from '@sluice/protocol';
import { firstParam } from '../param-form/first-param.ts';
import type { CanvasDesk } from './canvas-desk.ts';
import { focusNode } from './focus-node.ts';

/**
 * What a picker leaves behind: the node that it made is selected, in sight, and has the focus, unless that is in the node's panel before. A panel
 * that is open shows it from now on. A click opens it also where something has to be filled in; with a key one is on the node, and Enter leads into
 * it; and what was just dropped stays under the hand.
 */
export function arriveAt(desk: CanvasDesk, id: string, type: NodeType, by: 'click' | 'key' | 'drag'): void {
  const { select, open, openId } = desk.latest();
  select([id]);
  const isIncomplete = firstParam(type.params, {}, [])?.isMissing === true;
  if (openId !== undefined || (isIncomplete && by === 'click')) open(id);
  requestAnimationFrame(() => desk.reveal([id]));
  focusNode(desk, id);
}
