import { ActionIcon, Button } from '@mantine/core';
import type { Json } from '@sluice/protocol';
import { useTranslation } from 'react-i18next';
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '../../parts/icons.ts';
import { emptyValue } from '../empty-value.ts';
import type { NestedControlProps } from '../field-control.tsx';
import { ParamField } from '../param-field.tsx';
import classes from './nested.module.css';
import { useAddedRow } from './use-added-row.ts';

/** Any number of elements, in an order. */
export function ListControl({ spec, path, title, value, isReadOnly, onChange }: NestedControlProps & { readonly title: string }) {
  const { t } = useTranslation();
  const shown = value ?? spec.default;
  const list: readonly Json[] = Array.isArray(shown) ? shown : [];
  const { rows, onAdd } = useAddedRow(list.length);
  if (spec.kind !== 'list') return null;
  const move = (from: number, to: number) => {
    const moved = list.toSpliced(from, 1);
    onChange(moved.toSpliced(to, 0, list[from] ?? null), path);
  };
  return (
    <div ref={rows} className={classes['rows']}>
      {list.map((element, index) => {
        const name = t('params.element', { title: spec.of.title, number: index + 1 });
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: elements of a list are told by their place alone
          <div key={index} className={classes['row']} data-entry-row>
            <div className={spec.of.kind === 'object' ? classes['card'] : undefined}>
              <ParamField
                spec={spec.of}
                path={[...path, index]}
                title={name}
                value={element}
                onChange={(next, changed) => onChange(list.with(index, next ?? emptyValue(spec.of)), changed)}
              />
            </div>
            {!isReadOnly && (
              <div className={classes['tools']}>
                <Tool
                  label={t('params.up', { field: name })}
                  isOff={index === 0}
                  onClick={() => move(index, index - 1)}
                  icon={IconArrowUp}
                />
                <Tool
                  label={t('params.down', { field: name })}
                  isOff={index === list.length - 1}
                  onClick={() => move(index, index + 1)}
                  icon={IconArrowDown}
                />
                <Tool
                  label={t('params.remove', { field: name })}
                  onClick={() => onChange(list.toSpliced(index, 1), path)}
                  icon={IconTrash}
                />
              </div>
            )}
          </div>
        );
      })}
      {list.length === 0 && isReadOnly && <p className={classes['none']}>{t('params.empty')}</p>}
      {!isReadOnly && (
        <Button
          variant="default"
          size="xs"
          leftSection={<IconPlus size={14} />}
          justify="flex-start"
          onClick={() => {
            onAdd();
            onChange([...list, emptyValue(spec.of)], path);
          }}
          aria-label={t('params.addTo', { title: spec.of.title, field: title })}
        >
          {t('params.add', { title: spec.of.title })}
        </Button>
      )}
    </div>
  );
}

interface ToolProps {
  readonly label: string;
  readonly isOff?: boolean;
  readonly icon: typeof IconPlus;
  readonly onClick: () => void;
}

function Tool({ label, isOff = false, icon: Icon, onClick }: ToolProps) {
  return (
    <ActionIcon variant="subtle" color="gray" size={24} disabled={isOff} onClick={onClick} aria-label={label}>
      <Icon size={14} />
    </ActionIcon>
  );
}
