import { diffLines } from 'diff';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './text-diff.module.css';

interface TextDiffProps {
  readonly before: string;
  readonly after: string;
  readonly label: string;
}

/** Lines that are the same on both sides are left out but for so many beside each change. */
const CONTEXT_LINES = 2;

type Row =
  | { readonly kind: 'added' | 'removed' | 'same'; readonly text: string }
  | { readonly kind: 'left-out'; readonly count: number };

/** Two texts line by line: what is gone, what is new, and a little of what is around it. */
export function TextDiff({ before, after, label }: TextDiffProps) {
  const { t } = useTranslation();
  const rows = useMemo(() => rowsOf(before, after), [before, after]);
  const sign = { added: '+', removed: '−', same: ' ' } as const;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroll area must be reachable by keyboard (WCAG 2.1.1)
    <section className={classes['diff']} aria-label={label} tabIndex={0}>
      {rows.map((row, index) =>
        row.kind === 'left-out' ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the rows of one comparison never move
          <div key={index} className={classes['row']} data-kind="left-out">
            {t('compare.more', { count: row.count })}
          </div>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: the rows of one comparison never move
          <div key={index} className={classes['row']} data-kind={row.kind}>
            <span className={classes['sign']}>{sign[row.kind]}</span>
            <span>{row.text}</span>
          </div>
        ),
      )}
    </section>
  );
}

function rowsOf(before: string, after: string): Row[] {
  const parts = diffLines(before, after);
  return parts.flatMap(({ value, added, removed }, index): Row[] => {
    const lines = value.replace(/\n$/, '').split('\n');
    const kind = added ? 'added' : removed ? 'removed' : 'same';
    const rows = lines.map((text): Row => ({ kind, text }));
    if (kind !== 'same') return rows;
    const above = index === 0 ? 0 : CONTEXT_LINES;
    const below = index === parts.length - 1 ? 0 : CONTEXT_LINES;
    const count = rows.length - above - below;
    if (count <= 1) return rows;
    return [...rows.slice(0, above), { kind: 'left-out', count }, ...rows.slice(rows.length - below)];
  });
}
