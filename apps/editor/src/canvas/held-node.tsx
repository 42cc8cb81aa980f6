import { NodeIcon } from '../parts/node-icon.tsx';
import classes from './held-node.module.css';
import type { HeldType } from './plan-drop.ts';
import type { Position } from './positions-of.ts';

/** A node in the hand, on its way from the picker to the canvas. */
export function HeldNode({ node: { type, size }, place }: { readonly node: HeldType; readonly place: Position }) {
  return (
    <div
      className={classes['held']}
      data-held={type.type}
      style={{ ...size, transform: `translate(${place.x}px, ${place.y}px)` }}
    >
      <NodeIcon icon={type.icon} category={type.category} size={34} />
      <span>{type.title}</span>
    </div>
  );
}
