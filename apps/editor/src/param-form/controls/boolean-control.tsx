import { Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ControlProps } from '../control-props.ts';

export function BooleanControl({ id, spec, value, isReadOnly, describedBy, ariaLabel, onChange }: ControlProps) {
  const { t } = useTranslation();
  const isOn = (value ?? spec.default) === true;
  return (
    <Switch
      id={id}
      checked={isOn}
      disabled={isReadOnly}
      aria-describedby={describedBy}
      aria-label={ariaLabel}
      label={t(isOn ? 'params.yes' : 'params.no')}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  );
}
