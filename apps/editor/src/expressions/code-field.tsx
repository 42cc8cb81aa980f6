import { ActionIcon, Modal } from '@mantine/core';
import { lazy, type ReactNode, Suspense, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { fetchPart } from '../parts/fetch-part.ts';
import { IconArrowsMaximize } from '../parts/icons.ts';
import classes from './code-field.module.css';
import type { CodeMirrorProps } from './editor/code-mirror.tsx';

const CodeMirror = lazy(() => fetchPart(async () => ({ default: (await import('./editor/code-mirror.tsx')).CodeMirror })));

interface CodeFieldProps extends Omit<CodeMirrorProps, 'onLeave'> {
  readonly isInvalid: boolean;
  /** Stands under the text, within the frame: what it gives. */
  readonly children?: ReactNode;
}

/**
 * A text with syntax, in a frame; it can be made large. Escape leads from the text to its frame, from where another one is the panel's, and
 * Enter leads back.
 */
export function CodeField({ isInvalid, children, ...editor }: CodeFieldProps) {
  const { t } = useTranslation();
  const [isLarge, setLarge] = useState(false);
  // Who came to the field before the editor did is to be in the editor then.
  const [isAwaited, setAwaited] = useState(false);
  const [isWriting, setWriting] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const leave = () => {
    // Where it was large, the small one comes only then.
    flushSync(() => {
      setLarge(false);
      setWriting(false);
    });
    box.current?.focus();
  };
  const frame = (large: boolean) => (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset has a look of its own
    <div
      ref={large ? undefined : box}
      className={classes['field']}
      role="group"
      aria-label={editor.label}
      tabIndex={-1}
      data-autofocus={large || undefined}
      onFocus={({ target, currentTarget }) => {
        setWriting(target !== currentTarget);
        // A dialog leads to its frame, where nobody stays.
        if (large && target === currentTarget) enter(currentTarget);
      }}
      onBlur={() => setWriting(false)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || event.target !== event.currentTarget) return;
        event.preventDefault();
        enter(event.currentTarget);
      }}
      data-kind={editor.kind}
      data-invalid={isInvalid || undefined}
      data-large={large || undefined}
    >
      <div className={classes['editor']}>
        <Suspense
          fallback={
            <textarea
              className={classes['waiting']}
              data-waiting
              // biome-ignore lint/a11y/noAutofocus: whoever writes here goes on writing
              autoFocus={editor.autoFocus}
              readOnly={editor.isReadOnly}
              value={editor.text}
              aria-label={editor.label}
              rows={1}
              onChange={(event) => editor.onChange(event.currentTarget.value)}
              onFocus={() => setAwaited(true)}
              onBlur={() => setAwaited(false)}
            />
          }
        >
          <CodeMirror {...editor} onLeave={leave} autoFocus={large || editor.autoFocus === true || isAwaited} />
        </Suspense>
      </div>
      {!large && (
        <ActionIcon
          className={classes['expand'] ?? ''}
          variant="default"
          size={24}
          onClick={() => setLarge(true)}
          aria-label={t('code.expand', { field: editor.label })}
        >
          <IconArrowsMaximize size={14} />
        </ActionIcon>
      )}
      {children}
    </div>
  );
  return (
    <>
      {!isLarge && frame(false)}
      <Modal
        opened={isLarge}
        onClose={leave}
        // In the text it is the editor's, which may have something open.
        closeOnEscape={!isWriting}
        returnFocus={false}
        title={editor.label}
        size="min(1200px, 92vw)"
        closeButtonProps={{ 'aria-label': t('code.shrink') }}
      >
        {frame(true)}
      </Modal>
    </>
  );
}

function enter(frame: HTMLElement): void {
  frame.querySelector<HTMLElement>('.cm-content')?.focus();
}
