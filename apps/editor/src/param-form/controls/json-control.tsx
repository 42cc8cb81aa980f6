import type { Json } from '@sluice/protocol';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PageSelect } from '../../parts/page-select.tsx';
import { type ControlProps, pathText } from '../control-props.ts';
import { BooleanControl } from './boolean-control.tsx';
import classes from './json-control.module.css';
import { JsonText } from './json-text.tsx';
import { NumberControl } from './number-control.tsx';
import { TextControl } from './text-control.tsx';

const types = ['text', 'number', 'boolean', 'json'] as const;
type ValueType = (typeof types)[number];

/** A value of any kind: one says which, and writes it without quotes or braces where none are needed. */
export function JsonControl(props: ControlProps & { readonly title: string }) {
  const { t } = useTranslation();
  const { id, spec, path, value, isReadOnly, onChange } = props;
  const shown = value ?? spec.default;
  const [chosen, setChosen] = useState<ValueType>();
  const type = shown === undefined ? (chosen ?? 'text') : typeOf(shown);
  const inner = {
    ...props,
    ariaLabel: props.title,
    spec: { title: spec.title, kind: 'json', placeholder: spec.placeholder } as const,
  };
  return (
    <div className={classes['row']}>
      <PageSelect
        aria-label={t('params.typeOf', { field: pathText(path) })}
        data={types.map((each) => ({ value: each, label: t(`params.type.${each}`) }))}
        value={type}
        readOnly={isReadOnly}
        allowDeselect={false}
        onChange={(next) => {
          const found = types.find((each) => each === next);
          if (found === undefined || found === type) return;
          setChosen(found);
          onChange(converted(shown, found));
        }}
      />
      {type === 'text' && <TextControl {...inner} onChange={(next) => onChange(next ?? (path.length > 1 ? '' : undefined))} />}
      {type === 'number' && <NumberControl {...inner} onChange={(next) => onChange(next ?? 0)} />}
      {type === 'boolean' && (
        <div className={classes['switch']}>
          <BooleanControl {...inner} />
        </div>
      )}
      {type === 'json' && <JsonText {...props} id={id} value={shown} />}
    </div>
  );
}

function typeOf(value: Json): ValueType {
  return typeof value === 'string'
    ? 'text'
    : typeof value === 'number'
      ? 'number'
      : typeof value === 'boolean'
        ? 'boolean'
        : 'json';
}

/** As much of a value as another type can hold. */
function converted(value: Json | undefined, to: ValueType): Json {
  switch (to) {
    case 'text':
      return value === undefined || value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value);
    case 'number': {
      const number = Number(value);
      return typeof value !== 'object' && Number.isFinite(number) ? number : 0;
    }
    case 'boolean':
      return value === true || value === 'true' || (typeof value === 'number' && value !== 0);
    case 'json':
      return parsed(value) ?? {};
  }
}

function parsed(value: Json | undefined): Json | undefined {
  if (typeof value !== 'string') return undefined;
  try {
    const made: Json = JSON.parse(value);
    return typeof made === 'object' ? made : undefined;
  } catch {
    return undefined;
  }
}
