import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ControlProps } from '../control-props.ts';
import { useWritten } from './use-written.ts';

/** A number, or a whole one, within its bounds. */
export function NumberControl({ id, spec, value, isReadOnly, isInvalid, describedBy, ariaLabel, onChange }: ControlProps) {
  const { t } = useTranslation();
  const [min, max] = 'min' in spec || 'max' in spec ? [spec.min, spec.max] : [undefined, undefined];
  const { text, problem, setText } = useWritten(
    value ?? spec.default,
    (given) => (given === undefined ? '' : String(given)),
    (written) => {
      const trimmed = written.trim();
      if (trimmed === '') return { value: undefined };
      if (trimmed === '=' && spec.template !== false) return { value: trimmed };
      const number = Number(trimmed);
      if (!Number.isFinite(number)) return { problem: t('params.notNumber') };
      if (spec.kind === 'integer' && !Number.isInteger(number)) return { problem: t('params.notInteger') };
      if (min !== undefined && number < min) return { problem: t('params.atLeast', { min }) };
      if (max !== undefined && number > max) return { problem: t('params.atMost', { max }) };
      return { value: number };
    },
    onChange,
  );
  return (
    <TextInput
      id={id}
      inputMode="decimal"
      value={text}
      placeholder={spec.placeholder}
      readOnly={isReadOnly}
      error={problem ?? isInvalid}
      aria-describedby={describedBy}
      aria-label={ariaLabel}
      onChange={(event) => setText(event.currentTarget.value)}
    />
  );
}
