import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PageSelect } from '../../parts/page-select.tsx';
import { type ControlProps, pathText } from '../control-props.ts';
import classes from './duration-control.module.css';
import { type DurationUnit, unitMs, unitOf, units } from './duration-units.ts';
import { useWritten } from './use-written.ts';

/** A length of time: a number and its unit. Kept in milliseconds. */
export function DurationControl({ id, spec, path, value, isReadOnly, isInvalid, describedBy, onChange }: ControlProps) {
  const { t } = useTranslation();
  const shown = value ?? spec.default;
  const ms = typeof shown === 'number' ? shown : undefined;
  const [chosen, setChosen] = useState<DurationUnit>();
  const unit = chosen ?? unitOf(ms);
  const [min, max] = spec.kind === 'duration' ? [spec.min ?? 0, spec.max] : [0, undefined];
  const { text, problem, setText } = useWritten(
    ms,
    (given) => (typeof given === 'number' ? String(given / unitMs[unit]) : ''),
    (written) => {
      if (written.trim() === '') return { value: undefined };
      if (written.trim() === '=' && spec.template !== false) return { value: '=' };
      const made = Math.round(Number(written) * unitMs[unit]);
      if (!Number.isFinite(made)) return { problem: t('params.notNumber') };
      if (made < min) return { problem: t('params.atLeast', { min: `${min} ms` }) };
      if (max !== undefined && made > max) return { problem: t('params.atMost', { max: `${max} ms` }) };
      return { value: made };
    },
    onChange,
  );
  return (
    <div className={classes['row']}>
      <TextInput
        id={id}
        inputMode="decimal"
        value={text}
        placeholder={spec.placeholder}
        readOnly={isReadOnly}
        error={problem ?? isInvalid}
        aria-describedby={describedBy}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <PageSelect
        aria-label={t('params.unit', { field: pathText(path) })}
        data={units.map((each) => ({ value: each, label: t(`params.unit.${each}`) }))}
        value={unit}
        readOnly={isReadOnly}
        allowDeselect={false}
        onChange={(next) => {
          const found = units.find((each) => each === next);
          if (found === undefined) return;
          setChosen(found);
          // The number that is written stays, and means the new unit, as far as that is allowed.
          if (ms !== undefined)
            onChange(Math.max(min, Math.min(max ?? Infinity, Math.round((ms / unitMs[unit]) * unitMs[found]))));
        }}
      />
    </div>
  );
}
