import { ViewportPortal } from '@xyflow/react';
import { useTranslation } from 'react-i18next';
import { noteColors } from '../draft/layout-entries.ts';
import { useCanvasHands, useCanvasState } from './canvas-context.ts';
import classes from './entry-tools.module.css';
import type { Graph } from './place-graph.ts';

interface EntryToolsProps {
  readonly graph: Graph;
  readonly selection: ReadonlySet<string>;
  readonly isReadOnly: boolean;
}

/** The colours of the note or group that is selected, above it. */
export function EntryTools({ graph, selection, isReadOnly }: EntryToolsProps) {
  const { t } = useTranslation();
  const hands = useCanvasHands();
  const isDragging = useCanvasState((state) => state.isDragging);
  const [id] = selection;
  const note = selection.size === 1 && id !== undefined ? graph.notes.get(id) : undefined;
  const group = selection.size === 1 && id !== undefined ? graph.groups.get(id) : undefined;
  const box = note ?? group;
  if (box === undefined || isDragging || isReadOnly) return null;
  const current = note?.note.color ?? group?.group.color;
  return (
    <ViewportPortal>
      <div
        className={`${classes['tools']} nodrag nopan`}
        role="toolbar"
        aria-label={t('note.colors')}
        style={{ transform: `translate(${box.x}px, ${box.y - 40}px)` }}
      >
        {noteColors.map((color) => (
          <button
            key={color}
            type="button"
            className={classes['color']}
            data-color={color}
            aria-pressed={color === current}
            aria-label={t(`note.color.${color}`)}
            title={t(`note.color.${color}`)}
            onClick={() => hands.changeEntry(box.id, { color })}
          />
        ))}
      </div>
    </ViewportPortal>
  );
}
