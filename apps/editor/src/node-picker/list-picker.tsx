import { type ReactNode, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { IconSearch } from '../parts/icons.ts';
import classes from './list-picker.module.css';
import { type Searchable, searchEntries } from './search-entries.ts';

export interface PickerEntry extends Searchable {
  readonly id: string;
  readonly icon: ReactNode;
}
export interface PickerSection {
  readonly title: string;
  readonly entries: readonly PickerEntry[];
}

interface ListPickerProps {
  readonly label: string;
  readonly placeholder: string;
  /** What can be picked: in sections as long as nothing is searched for. */
  readonly sections: readonly PickerSection[];
  /** What is searched through. */
  readonly entries: readonly PickerEntry[];
  /** Narrows what is shown; between them go the arrow keys while nothing is written. */
  readonly filters?: {
    readonly names: readonly { readonly id: string; readonly title: string }[];
    readonly current: string;
    readonly onChange: (id: string) => void;
  };
  readonly nothing: string;
  /** Px in the window: where the hand is. */
  readonly at: { readonly x: number; readonly y: number };
  /** With whether it was picked by a key, not a pointer. */
  readonly onPick: (id: string, isByKey: boolean) => void;
  readonly onClose: () => void;
  /** A press on an entry, which may become a drag. */
  readonly onPress?: (id: string, event: React.PointerEvent) => void;
  /** It is there and not seen: what was in it is being dragged. */
  readonly isAway?: boolean;
}

const WIDTH = 420;
const HEIGHT = 420;

/** A list to search and pick from, beside the hand: by the pointer, or by arrow keys and Enter alone. */
export function ListPicker({
  label,
  placeholder,
  sections,
  entries,
  filters,
  nothing,
  at,
  onPick,
  onClose,
  onPress,
  isAway = false,
}: ListPickerProps) {
  const { t } = useTranslation();
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const listId = useId();
  const box = useRef<HTMLDivElement>(null);
  const shown = query.trim() === '' ? sections : [{ title: '', entries: searchEntries(entries, query) }];
  const flat = shown.flatMap((section) => section.entries);
  const current = Math.min(active, flat.length - 1);

  useEffect(() => {
    const onPress = (event: PointerEvent) => {
      if (event.target instanceof Node && box.current?.contains(event.target) === false) onClose();
    };
    window.addEventListener('pointerdown', onPress, true);
    return () => window.removeEventListener('pointerdown', onPress, true);
  }, [onClose]);
  useLayoutEffect(() => {
    box.current?.querySelector(`[data-index="${current}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [current]);

  const onKeyDown = (event: React.KeyboardEvent<HTMLInputElement>) => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 6, PageUp: -6 }[event.key];
    const turn = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step !== undefined && flat.length > 0) {
      event.preventDefault();
      const next = current + step;
      setActive(Math.abs(step) === 1 ? (next + flat.length) % flat.length : Math.max(0, Math.min(flat.length - 1, next)));
    } else if (turn !== undefined && query === '' && filters !== undefined) {
      event.preventDefault();
      const { names, current: filter, onChange } = filters;
      const index = names.findIndex(({ id }) => id === filter);
      onChange(names[(index + turn + names.length) % names.length]?.id ?? filter);
      setActive(0);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      const entry = flat[current];
      if (entry !== undefined) onPick(entry.id, true);
    }
  };

  let index = -1;
  // The canvas contains what is fixed in it, so the list stands in the page itself.
  return createPortal(
    <div
      ref={box}
      className={classes['picker']}
      role="dialog"
      aria-label={label}
      style={{ ...placed(at), ...(isAway ? { opacity: 0, pointerEvents: 'none' } : {}) }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        onClose();
      }}
    >
      <div className={classes['search']}>
        <IconSearch size={16} aria-hidden="true" />
        <input
          role="combobox"
          aria-label={placeholder}
          aria-expanded="true"
          aria-controls={listId}
          aria-activedescendant={flat.length === 0 ? undefined : `${listId}-${current}`}
          aria-autocomplete="list"
          placeholder={placeholder}
          value={query}
          // biome-ignore lint/a11y/noAutofocus: it opens because somebody asked to search in it
          autoFocus
          spellCheck={false}
          onChange={(event) => {
            setQuery(event.currentTarget.value);
            setActive(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      {filters !== undefined && (
        <div className={classes['filters']} role="toolbar" aria-label={t('picker.categories')}>
          {filters.names.map(({ id, title }) => (
            <button key={id} type="button" aria-pressed={id === filters.current} onClick={() => filters.onChange(id)}>
              {title}
            </button>
          ))}
        </div>
      )}
      <div id={listId} className={classes['list']} role="listbox" aria-label={label}>
        {shown.map((section) => (
          // biome-ignore lint/a11y/useSemanticElements: a listbox holds groups of options, no fieldsets
          <div key={section.title} role="group" aria-label={section.title === '' ? label : section.title}>
            {section.title !== '' && <div className={classes['heading']}>{section.title}</div>}
            {section.entries.map((entry) => {
              index += 1;
              const own = index;
              return (
                // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: the keys are those of the field
                <div
                  key={entry.id}
                  id={`${listId}-${own}`}
                  className={classes['option']}
                  role="option"
                  aria-selected={own === current}
                  data-index={own}
                  data-pick={entry.id}
                  onMouseDown={(event) => event.preventDefault()} // the field keeps the focus, and a drag selects no text
                  onPointerDown={(event) => onPress?.(entry.id, event)}
                  onPointerMove={() => setActive(own)}
                  onClick={() => onPick(entry.id, false)}
                >
                  {entry.icon}
                  <span className={classes['words']}>
                    <span className={classes['title']}>{entry.title}</span>
                    <span className={classes['summary']}>{entry.summary}</span>
                  </span>
                </div>
              );
            })}
          </div>
        ))}
      </div>
      {flat.length === 0 && <p className={classes['nothing']}>{nothing}</p>}
    </div>,
    document.body,
  );
}

/** Beside the hand, and in the window as a whole. */
function placed({ x, y }: { readonly x: number; readonly y: number }): React.CSSProperties {
  const width = Math.min(WIDTH, window.innerWidth - 16);
  const height = Math.min(HEIGHT, window.innerHeight - 16);
  return {
    left: Math.max(8, Math.min(x + 8, window.innerWidth - width - 8)),
    top: Math.max(8, Math.min(y - 20, window.innerHeight - height - 8)),
    width,
    maxHeight: height,
  };
}
