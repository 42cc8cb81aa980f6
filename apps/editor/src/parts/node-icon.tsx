import type { NodeType } from '@sluice/protocol';
import { IconQuestionMark } from './icons.ts';
import classes from './node-icon.module.css';
import { nodeIcons } from './node-icons.ts';

export type NodeCategory = NodeType['category'] | 'unknown';

const categoryIcons: Record<NodeType['category'], string> = {
  trigger: 'bolt',
  flow: 'git-branch',
  data: 'table',
  text: 'abc',
  network: 'world',
  code: 'code',
};

interface NodeIconProps {
  readonly icon: string | undefined;
  readonly category: NodeCategory;
  /** The tile's edge in px; the drawing fills 56 % of it. */
  readonly size?: number;
}

/** A node type's drawing on a tile tinted by category. Decorative: the title beside it is what is read out. */
export function NodeIcon({ icon, category, size = 32 }: NodeIconProps) {
  const Drawing =
    category === 'unknown' ? IconQuestionMark : (nodeIcons[icon ?? ''] ?? nodeIcons[categoryIcons[category]] ?? IconQuestionMark);
  return (
    <span className={classes['tile']} data-category={category} style={{ width: size, height: size }} aria-hidden="true">
      <Drawing size={Math.round(size * 0.56)} stroke={1.75} />
    </span>
  );
}
