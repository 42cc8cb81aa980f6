import type { DocumentNode, Json, NodeType, ParamSpec } from '@sluice/protocol';
import { useTranslation } from 'react-i18next';
import { formatDuration } from '../format/format-duration.ts';
import classes from './params-view.module.css';

interface ParamsViewProps {
  readonly node: DocumentNode;
  readonly type: NodeType | undefined;
}

/** What a node is set to: its type's parameters with their values or defaults, then what it does on errors. */
export function ParamsView({ node, type }: ParamsViewProps) {
  const { t } = useTranslation();
  const known = Object.entries(type?.params ?? {});
  const unknown = Object.entries(node.params).filter(([name]) => type?.params[name] === undefined);
  const settings = useSettings(node);
  return (
    <div className={classes['params']}>
      {type !== undefined && <p className={classes['summary']}>{type.summary}</p>}
      {known.length === 0 && unknown.length === 0 && <p className={classes['help']}>{t('params.none')}</p>}
      <dl className={classes['list']}>
        {known.map(([name, spec]) => (
          <Param key={name} name={name} spec={spec} value={node.params[name]} />
        ))}
        {unknown.map(([name, value]) => (
          <Param key={name} name={name} value={value} />
        ))}
      </dl>
      <h3 className={classes['section']}>{t('params.settings')}</h3>
      <dl className={classes['settings']}>
        {settings.map(([title, value]) => (
          <div key={title}>
            <dt>{title}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function Param({ name, spec, value }: { readonly name: string; readonly spec?: ParamSpec; readonly value: Json | undefined }) {
  const { t } = useTranslation();
  const isDefault = value === undefined;
  const shown = isDefault ? spec?.default : value;
  return (
    <div className={classes['param']}>
      <dt title={name}>
        {spec?.title ?? name}
        {isTemplate(shown) && <span className={classes['tag']}>{t('params.expression')}</span>}
        {isDefault && shown !== undefined && <span className={classes['tag']}>{t('params.default')}</span>}
      </dt>
      <dd>
        {shown === undefined ? (
          <span className={classes['empty']}>{t('params.empty')}</span>
        ) : (
          <Value value={shown} spec={spec} />
        )}
      </dd>
    </div>
  );
}

function Value({ value, spec }: { readonly value: Json; readonly spec: ParamSpec | undefined }) {
  const { t } = useTranslation();
  if (typeof value === 'boolean') return <span>{t(value ? 'params.yes' : 'params.no')}</span>;
  if (typeof value === 'number') return <span>{spec?.kind === 'duration' ? formatDuration(value) : String(value)}</span>;
  if (typeof value === 'string') {
    const option = spec?.kind === 'select' ? spec.options.find((each) => each.value === value) : undefined;
    if (option !== undefined) return <span>{option.title}</span>;
    const isCode = spec?.kind === 'code' || isTemplate(value) || value.includes('\n');
    return isCode ? <Code text={value} /> : <span className={classes['text']}>{value}</span>;
  }
  return <Code text={JSON.stringify(value, null, 2)} />;
}

function Code({ text }: { readonly text: string }) {
  const { t } = useTranslation();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroll area must be reachable by keyboard (WCAG 2.1.1)
    <section className={classes['code']} tabIndex={0} aria-label={t('params.code')}>
      {text}
    </section>
  );
}

function useSettings(node: DocumentNode): [string, string][] {
  const { t } = useTranslation();
  const { retry, timeoutMs, onError = 'stop', disabled } = node;
  const settings: [string, string][] = [[t('params.onError'), t(`params.onError.${onError}`)]];
  if (retry !== undefined) {
    settings.push([
      t('params.retry'),
      t(`params.retry.${retry.backoff}`, { attempts: retry.attempts, delay: formatDuration(retry.delayMs) }),
    ]);
  }
  if (timeoutMs !== undefined) settings.push([t('params.timeout'), formatDuration(timeoutMs)]);
  if (node.onDoubt !== undefined) settings.push([t('params.onDoubt'), t(`params.onDoubt.${node.onDoubt}`)]);
  if (disabled !== undefined) settings.push([t('params.disabled'), t(`params.disabled.${disabled}`)]);
  return settings;
}

function isTemplate(value: Json | undefined): boolean {
  return typeof value === 'string' && value.startsWith('=');
}
