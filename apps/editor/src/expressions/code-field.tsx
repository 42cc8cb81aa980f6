import { ActionIcon, Modal } from '@mantine/core';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fetchPart } from '../parts/fetch-part.ts';
import { IconArrowsMaximize } from '../parts/icons.ts';
import classes from './code-field.module.css';
import type { CodeMirrorProps } from './editor/code-mirror.tsx';

const CodeMirror = lazy(() => fetchPart(async () => ({ default: (await import('./editor/code-mirror.tsx')).CodeMirror })));

interface CodeFieldProps extends CodeMirrorProps {
  readonly isInvalid: boolean;
  /** Stands under the text, within the frame: what it gives. */
  readonly children?: ReactNode;
}

/** A text with syntax, in a frame; it can be made large. */
export function CodeField({ isInvalid, children, ...editor }: CodeFieldProps) {
  const { t } = useTranslation();
  const [isLarge, setLarge] = useState(false);
  // Who came to the field before the editor did is to be in the editor then.
  const [isAwaited, setAwaited] = useState(false);
  const frame = (large: boolean) => (
    <div
      className={classes['field']}
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
              readOnly
              value={editor.text}
              aria-label={editor.label}
              rows={1}
              onFocus={() => setAwaited(true)}
              onBlur={() => setAwaited(false)}
            />
          }
        >
          <CodeMirror {...editor} autoFocus={large || editor.autoFocus === true || isAwaited} />
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
        onClose={() => setLarge(false)}
        title={editor.label}
        size="min(1200px, 92vw)"
        closeButtonProps={{ 'aria-label': t('code.shrink') }}
      >
        {frame(true)}
      </Modal>
    </>
  );
}
