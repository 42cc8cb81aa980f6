import { useTranslation } from 'react-i18next';
import { sayProblem } from '../../i18n/say-problem.ts';
import { HintText } from '../../parts/hint-text.tsx';
import { useExpressionScope } from '../expression-scope.tsx';
import classes from './preview-line.module.css';
import type { Preview } from './preview-messages.ts';

interface PreviewLineProps {
  readonly preview: Preview | undefined;
  readonly id: string;
}

/** What an expression gives for the item that is looked at: its type and value, or what is wrong and where. */
export function PreviewLine({ preview, id }: PreviewLineProps) {
  const { t } = useTranslation();
  const scope = useExpressionScope();
  if (scope === undefined) return null;
  return (
    <div className={classes['line']} id={id} data-preview={preview?.kind ?? 'none'}>
      {preview === undefined ? <span className={classes['quiet']}>{t('preview.working')}</span> : <Shown preview={preview} />}
    </div>
  );
}

/** A text of so many letters may be higher than what is shown of it. */
const LONG = 300;

function Shown({ preview }: { readonly preview: Preview }) {
  const { t } = useTranslation();
  const scope = useExpressionScope();
  switch (preview.kind) {
    case 'value':
      return (
        <>
          <span className={classes['type']}>{t(`preview.type.${preview.type}`)}</span>
          <output
            className={classes['value']}
            data-type={preview.type}
            // A long value scrolls, by keys, too.
            tabIndex={preview.text.includes('\n') || preview.text.length > LONG ? 0 : undefined}
          >
            {preview.type === 'nothing' ? <span className={classes['quiet']}>{t('preview.nothing')}</span> : preview.text}
            {preview.isCut && <span className={classes['quiet']}> {t('preview.cut')}</span>}
            {preview.logs.map((line, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: lines of a log have no other identity
              <span key={index} className={classes['logs']}>
                › {line}
              </span>
            ))}
            {preview.refused !== undefined && (
              <span className={classes['refused']}>
                {t(preview.refused.path === '' ? 'preview.refused' : 'preview.refusedAt', {
                  place: preview.refused.path,
                  what: sayProblem(preview.refused.what),
                })}
              </span>
            )}
          </output>
        </>
      );
    case 'error': {
      const { line, column, message, hint } = preview;
      const noData = scope?.data.source === 'none' && preview.code !== 'template_syntax' && preview.code !== 'code_syntax';
      return (
        <span className={noData ? classes['quiet'] : classes['error']}>
          {noData ? t('preview.noData') : sayProblem(message)}
          {!noData && line !== undefined && <span>{t('error.line', { line, column: column ?? 1 })}</span>}
          {!noData && hint !== undefined && (
            <span className={classes['hint']}>
              <HintText hint={hint} />
            </span>
          )}
        </span>
      );
    }
    case 'waits':
      return <span className={classes['quiet']}>{t('preview.waits', { effect: `${preview.verb} ${preview.uri}` })}</span>;
    case 'slow':
      return <span className={classes['error']}>{t('preview.slow', { limit: preview.limitMs })}</span>;
  }
}
