import type { Json } from '@sluice/protocol';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { fetchPart } from '../parts/fetch-part.ts';
import classes from './change-list.module.css';
import type { FieldChange } from './compare-documents.ts';

const TextDiff = lazy(() => fetchPart(async () => ({ default: (await import('./text-diff.tsx')).TextDiff })));

interface ValueChangeProps extends FieldChange {
  readonly title: string;
}

const LONGEST_LINE = 120;

/** One field before and after: short values beside each other, code and other long texts line by line. */
export function ValueChange({ title, before, after }: ValueChangeProps) {
  const { t } = useTranslation();
  const [was, is] = [textOf(before), textOf(after)];
  const isLong = [was, is].some((text) => text !== undefined && (text.includes('\n') || text.length > LONGEST_LINE));
  return (
    <div className={classes['field']}>
      <span className={classes['fieldName']}>{title}</span>
      {isLong ? (
        <Suspense fallback={null}>
          <TextDiff before={was ?? ''} after={is ?? ''} label={title} />
        </Suspense>
      ) : (
        <div className={classes['values']}>
          <Side text={was} kind="removed" label={t('compare.before')} />
          <Side text={is} kind="added" label={t('compare.after')} />
        </div>
      )}
    </div>
  );
}

function Side({ text, kind, label }: { readonly text: string | undefined; readonly kind: string; readonly label: string }) {
  const { t } = useTranslation();
  return (
    <span className={classes['value']} data-kind={text === undefined ? 'nothing' : kind} title={label}>
      <span className={classes['hidden']}>{label}: </span>
      {text ?? t('compare.nothing')}
    </span>
  );
}

/** Texts as they are, the rest as JSON; what is nested on lines of its own. */
function textOf(value: Json | undefined): string | undefined {
  if (value === undefined || typeof value === 'string') return value === '' ? '""' : value;
  return JSON.stringify(value, null, typeof value === 'object' ? 2 : undefined);
}
