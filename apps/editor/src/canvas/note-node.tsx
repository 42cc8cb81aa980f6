import type { Node, NodeProps } from '@xyflow/react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { useCanvasHands, useCanvasState } from './canvas-context.ts';
import classes from './note-node.module.css';
import { NoteText } from './note-text.tsx';
import type { NoteBox } from './place-graph.ts';
import { ResizeCorner } from './resize-corner.tsx';

export type NoteFlowNode = Node<{ readonly box: NoteBox; readonly isSelected: boolean }, 'note'>;

/** A note: text on the canvas. A double click, Enter or F2 writes in it. */
export const NoteNode = memo(
  function NoteNode({ id, data: { box, isSelected } }: NodeProps<NoteFlowNode>) {
    const { t } = useTranslation();
    const hands = useCanvasHands();
    const isWriting = useCanvasState((state) => state.renaming === id);
    const { text, color, width, height } = box.note;
    const stop = () => hands.store.setState({ renaming: undefined });
    return (
      // biome-ignore lint/a11y/noStaticElementInteractions: the node around it has the focus, and the keys that do the same
      <div
        className={classes['note']}
        data-color={color}
        data-selected={isSelected || undefined}
        onDoubleClick={(event) => {
          event.stopPropagation();
          if (hands.readOnlyReason() === undefined) hands.store.setState({ renaming: id });
        }}
      >
        {isWriting ? (
          <textarea
            className={`${classes['field']} nodrag nopan nowheel`}
            aria-label={t('note.text')}
            // biome-ignore lint/a11y/noAutofocus: it opens because somebody asked to write in it
            autoFocus
            defaultValue={text}
            maxLength={20_000}
            placeholder={t('note.placeholder')}
            onChange={(event) => hands.changeEntry(id, { text: event.currentTarget.value }, `note ${id}`)}
            onBlur={stop}
            onKeyDown={(event) => {
              event.stopPropagation();
              if (event.key !== 'Escape') return;
              event.currentTarget.closest<HTMLElement>('.react-flow__node')?.focus({ preventScroll: true });
              stop();
            }}
          />
        ) : (
          <NoteText text={text} placeholder={t('note.empty')} />
        )}
        {isSelected && (
          <ResizeCorner
            label={t('note.resize')}
            size={{ width, height }}
            least={{ width: 80, height: 40 }}
            onResize={(size) => hands.changeEntry(id, size, `resize ${id}`)}
          />
        )}
      </div>
    );
  },
  (before, now) => before.id === now.id && before.data === now.data,
);
