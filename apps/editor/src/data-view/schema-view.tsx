import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { dragProps, FieldActions } from './field-actions.tsx';
import type { DataItem, ItemSource } from './item-source.ts';
import { MarkedText } from './marked-text.tsx';
import { type SchemaField, schemaOf } from './schema-of.ts';
import classes from './schema-view.module.css';
import { shortText } from './short-text.ts';
import { useSource } from './use-source.ts';

/** The schema follows from so many items. */
const SAMPLE = 200;

interface SchemaViewProps {
  readonly source: ItemSource;
  readonly label: string;
  readonly nodeId: string | undefined;
  /** In lower case. */
  readonly query: string;
}

/** The fields of the items: what they are, how often they are there, what they hold. */
export function SchemaView({ source, label, nodeId, query }: SchemaViewProps) {
  const { t } = useTranslation();
  const version = useSource(source);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `version` stands for what the source holds.
  const { schema, count } = useMemo(() => {
    const length = Math.min(SAMPLE, source.total);
    source.want(0, length);
    const items = Array.from({ length }, (_, index) => source.at(index)).filter((item): item is DataItem => item !== undefined);
    return { schema: schemaOf(items.map(({ json }) => json)), count: items.length };
  }, [source, version]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroll area must be reachable by keyboard (WCAG 2.1.1)
    <section className={classes['view']} aria-label={label} tabIndex={0}>
      {count < source.total && <p className={classes['note']}>{t('data.schemaOf', { count, total: source.total })}</p>}
      {schema.fields.length === 0 && (
        <p className={classes['note']}>{t('data.noFields', { kinds: [...schema.kinds.keys()].join(', ') })}</p>
      )}
      <Fields field={schema} nodeId={nodeId} query={query} />
    </section>
  );
}

interface FieldsProps {
  readonly field: SchemaField;
  readonly nodeId: string | undefined;
  readonly query: string;
}

function Fields({ field, nodeId, query }: FieldsProps) {
  if (field.fields.length === 0) return null;
  return (
    <ul className={classes['fields']}>
      {field.fields.map((inner) => {
        const at = inner.path;
        return (
          <li key={inner.name}>
            <div className={classes['field']} {...dragProps(nodeId, at)}>
              <span className={classes['name']}>
                <MarkedText text={inner.name} query={query} />
              </span>
              <span className={classes['kinds']}>{[...inner.kinds.keys()].join(' | ')}</span>
              {inner.count < field.count && inner.name !== '[]' && (
                <span className={classes['count']}>{`${inner.count} / ${field.count}`}</span>
              )}
              <span className={classes['examples']}>
                <MarkedText text={inner.examples.map((example) => shortText(example, 60)).join(' · ')} query={query} />
              </span>
              <span className={classes['actions']}>
                <FieldActions nodeId={nodeId} path={at} value={inner.examples[0]} />
              </span>
            </div>
            <Fields field={inner} nodeId={nodeId} query={query} />
          </li>
        );
      })}
    </ul>
  );
}
