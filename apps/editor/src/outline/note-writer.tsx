import { useTranslation } from 'react-i18next';
import type { CanvasDesk } from '../canvas/canvas-desk.ts';
import { changeEntry } from '../draft/edits/layout-edits.ts';
import classes from './note-writer.module.css';

interface NoteWriterProps {
  readonly desk: CanvasDesk;
  readonly id: string;
  /** Px in the window. */
  readonly at: { readonly x: number; readonly y: number };
  readonly onDone: () => void;
}

/** The text of a note, beside its row. What is written is there at once; Escape or a click elsewhere goes back. */
export function NoteWriter({ desk, id, at, onDone }: NoteWriterProps) {
  const { t } = useTranslation();
  const text = desk.latest().graph.notes.get(id)?.note.text ?? '';
  return (
    <div
      className={classes['writer']}
      role="dialog"
      aria-label={t('outline.do.writeNote')}
      style={{
        left: Math.max(8, Math.min(at.x, window.innerWidth - 368)),
        top: Math.max(8, Math.min(at.y, window.innerHeight - 208)),
      }}
    >
      <textarea
        aria-label={t('note.text')}
        // biome-ignore lint/a11y/noAutofocus: it opens because somebody asked to write in it
        autoFocus
        defaultValue={text}
        maxLength={20_000}
        placeholder={t('note.placeholder')}
        onFocus={(event) => event.currentTarget.setSelectionRange(text.length, text.length)}
        onChange={(event) => {
          const { value } = event.currentTarget;
          desk.edit(t('edit.note'), (current) => changeEntry(current, id, { text: value }), `note ${id}`);
        }}
        onBlur={onDone}
        onKeyDown={(event) => {
          event.stopPropagation();
          if (event.key === 'Escape') onDone();
        }}
      />
      <p>{t('outline.noteHint')}</p>
    </div>
  );
}
