import { Modal } from '@mantine/core';
import { useCallback, useDeferredValue, useId, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ShortcutKeys } from '../../actions/shortcut-keys.tsx';
import { IconSearch } from '../../parts/icons.ts';
import classes from './command-palette.module.css';
import { findEntries } from './find-entries.ts';
import type { PaletteEntry } from './palette-entry.ts';
import { closePalette } from './palette-store.ts';
import { recentEntries, rememberEntry } from './recent-entries.ts';
import { usePaletteEntries } from './use-palette-entries.ts';

/** Everything that can be done or gone to, by name. What is written is searched for while it is written. */
export function CommandPalette({ returnTo }: { readonly returnTo: Element | null }) {
  const { t } = useTranslation();
  const listId = useId();
  const list = useRef<HTMLDivElement>(null);
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const wanted = useDeferredValue(query);
  const [recent] = useState(() => recentEntries());
  const isAtRow = (returnTo?.closest('[data-rows] [aria-posinset]') ?? null) !== null;
  const { entries, whole } = usePaletteEntries(query, wanted, isAtRow);
  const find = useCallback(
    (text: string) => findEntries(entries, { query: text, recent, recentTitle: t('palette.recent'), whole }),
    [entries, recent, whole, t],
  );
  const sections = useMemo(() => find(wanted), [find, wanted]);
  const flat = sections.flatMap((section) => section.entries);
  const current = Math.max(0, Math.min(active, flat.length - 1));
  useLayoutEffect(() => {
    list.current?.querySelector(`[data-index="${current}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [current]);

  const close = () => {
    closePalette();
    if (returnTo instanceof HTMLElement && returnTo.isConnected) returnTo.focus({ preventScroll: true });
  };
  const choose = (entry: PaletteEntry | undefined) => {
    if (entry === undefined || entry.isDisabled) return;
    rememberEntry(entry.id);
    close();
    entry.run();
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (step !== undefined && flat.length > 0) {
      event.preventDefault();
      const next = current + step;
      setActive(Math.abs(step) === 1 ? (next + flat.length) % flat.length : Math.max(0, Math.min(flat.length - 1, next)));
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault();
      // Who writes and presses Enter means what is written, also when it has not been drawn yet.
      choose(query === wanted ? flat[current] : find(query)[0]?.entries[0]);
    }
  };

  let index = -1;
  return (
    <Modal
      opened
      onClose={close}
      withCloseButton={false}
      returnFocus={false}
      padding={0}
      size={620}
      yOffset={72}
      centered={false}
      radius="lg"
      transitionProps={{ duration: 0 }}
      attributes={{ content: { 'aria-label': t('palette.label') } }}
    >
      <div className={classes['search']}>
        <IconSearch size={18} aria-hidden="true" />
        <input
          role="combobox"
          data-autofocus
          // biome-ignore lint/a11y/noAutofocus: it opens because somebody asked to search in it
          autoFocus
          aria-label={t('palette.search')}
          aria-expanded="true"
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={flat.length === 0 ? undefined : `${listId}-${current}`}
          placeholder={t('palette.search')}
          value={query}
          spellCheck={false}
          onChange={(event) => {
            setQuery(event.currentTarget.value);
            setActive(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div ref={list} id={listId} className={classes['list']} role="listbox" aria-label={t('palette.label')}>
        {sections.map((section) => (
          // biome-ignore lint/a11y/useSemanticElements: a group of options is no group of fields
          <div key={section.title} role="group" aria-label={section.title}>
            <div className={classes['heading']} aria-hidden="true">
              {section.title}
            </div>
            {section.entries.map((entry) => {
              index += 1;
              return (
                <Option
                  key={entry.id}
                  entry={entry}
                  id={`${listId}-${index}`}
                  index={index}
                  isActive={index === current}
                  onHover={setActive}
                  onChoose={choose}
                />
              );
            })}
          </div>
        ))}
      </div>
      {flat.length === 0 && <p className={classes['nothing']}>{t('palette.nothing')}</p>}
      <p className={classes['count']} role="status">
        {query === '' ? '' : t('palette.count', { count: flat.length })}
      </p>
    </Modal>
  );
}

interface OptionProps {
  readonly entry: PaletteEntry;
  readonly id: string;
  readonly index: number;
  readonly isActive: boolean;
  readonly onHover: (index: number) => void;
  readonly onChoose: (entry: PaletteEntry) => void;
}

function Option({ entry, id, index, isActive, onHover, onChoose }: OptionProps) {
  const { icon: Icon, title, detail, shortcut, isDisabled } = entry;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: the keys are those of the field
    <div
      id={id}
      role="option"
      className={classes['option']}
      aria-selected={isActive}
      aria-disabled={isDisabled || undefined}
      data-index={index}
      data-entry={entry.id}
      onPointerMove={() => onHover(index)}
      onClick={() => onChoose(entry)}
    >
      <span className={classes['icon']}>{Icon !== undefined && <Icon size={18} stroke={1.6} />}</span>
      <span className={classes['title']}>{title}</span>
      <span className={classes['detail']}>{detail}</span>
      {shortcut !== undefined && <ShortcutKeys shortcut={shortcut} />}
    </div>
  );
}
