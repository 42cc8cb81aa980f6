import { ActionIcon, Button, TextInput } from '@mantine/core';
import type { Json } from '@sluice/protocol';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IconPlus, IconTrash } from '../../parts/icons.ts';
import { emptyValue } from '../empty-value.ts';
import type { NestedControlProps } from '../field-control.tsx';
import { freshKey, renameKey, withEntry, withoutKey } from '../map-entries.ts';
import { ParamField } from '../param-field.tsx';
import classes from './nested.module.css';
import { isRecord } from './object-control.tsx';
import { useAddedRow } from './use-added-row.ts';

/** Names and their values; each name once. */
export function MapControl({ spec, path, title, value, isReadOnly, onChange }: NestedControlProps & { readonly title: string }) {
  const { t } = useTranslation();
  const shown = value ?? spec.default;
  const map: { readonly [key: string]: Json } = isRecord(shown) ? shown : {};
  const { rows, onAdd } = useAddedRow(Object.keys(map).length);
  if (spec.kind !== 'map') return null;
  return (
    <div ref={rows} className={classes['rows']}>
      {Object.entries(map).map(([key, entry], index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the key is what is being edited; the place stays
        <div key={index} className={classes['entry']} data-entry-row>
          <div className={classes['row']}>
            <KeyInput
              name={key}
              isReadOnly={isReadOnly}
              label={t('params.nameOf', { field: title, number: index + 1 })}
              onRename={(next) => {
                const renamed = renameKey(map, key, next);
                if (renamed !== undefined) onChange(renamed, [...path, index]);
                return renamed !== undefined;
              }}
            />
            {!isReadOnly && (
              <ActionIcon
                variant="subtle"
                color="gray"
                size={32}
                onClick={() => onChange(withoutKey(map, key), path)}
                aria-label={t('params.remove', { field: key })}
              >
                <IconTrash size={15} />
              </ActionIcon>
            )}
          </div>
          <ParamField
            spec={spec.of}
            path={[...path, key]}
            title={t('params.valueOf', { title: spec.of.title, key })}
            value={entry}
            onChange={(next, changed) => onChange(withEntry(map, key, next ?? emptyValue(spec.of)), changed)}
          />
        </div>
      ))}
      {Object.keys(map).length === 0 && isReadOnly && <p className={classes['none']}>{t('params.empty')}</p>}
      {!isReadOnly && (
        <Button
          variant="default"
          size="xs"
          leftSection={<IconPlus size={14} />}
          justify="flex-start"
          onClick={() => {
            onAdd();
            onChange(withEntry(map, freshKey(map, t('params.newKey')), emptyValue(spec.of)), path);
          }}
          aria-label={t('params.addEntryTo', { field: title })}
        >
          {t('params.addEntry')}
        </Button>
      )}
    </div>
  );
}

interface KeyInputProps {
  readonly name: string;
  readonly label: string;
  readonly isReadOnly: boolean;
  /** False when the name is taken. */
  readonly onRename: (name: string) => boolean;
}

/** A name as it is typed. One that is taken by another entry stays here, with the reason, until it is another one. */
function KeyInput({ name, label, isReadOnly, onRename }: KeyInputProps) {
  const { t } = useTranslation();
  const [taken, setTaken] = useState<{ readonly of: string; readonly text: string }>();
  const isTaken = taken !== undefined && taken.of === name;
  return (
    <TextInput
      value={isTaken ? taken.text : name}
      aria-label={label}
      readOnly={isReadOnly}
      error={isTaken ? t('params.nameTaken', { name: taken.text }) : undefined}
      onChange={(event) => {
        const { value } = event.currentTarget;
        setTaken(onRename(value) ? undefined : { of: name, text: value });
      }}
    />
  );
}
