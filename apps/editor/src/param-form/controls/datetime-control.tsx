import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ControlProps } from '../control-props.ts';
import { fromLocal, toLocal } from './local-datetime.ts';

/** A moment, picked in this machine's time and kept as RFC 3339 in UTC. What cannot be shown so is written as it is. */
export function DatetimeControl({ id, spec, value, isReadOnly, isInvalid, describedBy, onChange }: ControlProps) {
  const { t } = useTranslation();
  const shown = value ?? spec.default;
  const text = typeof shown === 'string' ? shown : '';
  const local = toLocal(text);
  return (
    <TextInput
      id={id}
      type={local === undefined ? 'text' : 'datetime-local'}
      step={1}
      value={local ?? text}
      description={local === undefined || local === '' ? undefined : t('params.asUtc', { time: text })}
      inputWrapperOrder={['input', 'description', 'error']}
      readOnly={isReadOnly}
      error={local === undefined ? t('params.notDatetime') : isInvalid}
      aria-describedby={describedBy}
      onChange={(event) => onChange(fromLocal(event.currentTarget.value))}
    />
  );
}
