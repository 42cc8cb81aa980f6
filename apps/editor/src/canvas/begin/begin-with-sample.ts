import type { TFunction } from 'i18next';
import { runAction } from '../../actions/action-store.ts';
import type { Template } from '../../queries/use-templates.ts';
import type { CanvasDesk } from '../canvas-desk.ts';

/** Fills a draft that has no nodes with those of a sample, in one entry of undo. A draft that nobody named yet takes its name, too. */
export function beginWithSample(desk: CanvasDesk, { title, document: sample }: Template, t: TFunction): void {
  const isDone = desk.edit(t('edit.add', { what: title }), (current) => {
    const { name, description } = current.name === t('workflows.untitled') ? sample : current;
    const { nodes, edges, layout } = sample;
    return { ...current, name, ...(description === undefined ? {} : { description }), nodes, edges, layout };
  });
  if (isDone) requestAnimationFrame(() => runAction('fit'));
}
