import { Group, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LateSelect } from '../../parts/late-select.tsx';
import { type Span, spans } from '../../queries/execution-spans.ts';
import type { ExecutionFilter } from '../../queries/use-executions.ts';

type Times = Pick<ExecutionFilter, 'from' | 'to' | 'since'>;

interface TimeFilterProps {
  readonly className: string;
  readonly value: Times;
  readonly onChange: (value: { readonly [name in keyof Times]: Times[name] | undefined }) => void;
}

/** When an execution started: how far back, or between two moments of this browser's clock. */
export function TimeFilter({ className, value, onChange }: TimeFilterProps) {
  const { t } = useTranslation();
  // Asked for, and no moment given yet; with one it stands in the address.
  const [isAskedFor, setAskedFor] = useState(false);
  const isBetween = isAskedFor || value.from !== undefined || value.to !== undefined;
  const chosen = isBetween ? 'between' : (value.since ?? 'any');
  return (
    <Group className={className} gap={8} grow preventGrowOverflow={false}>
      <LateSelect
        size="xs"
        aria-label={t('executions.time')}
        data={[
          { value: 'any', label: t('executions.anyTime') },
          ...(Object.keys(spans) as Span[]).map((span) => ({ value: span as string, label: t(`executions.since.${span}`) })),
          { value: 'between', label: t('executions.between') },
        ]}
        value={chosen}
        allowDeselect={false}
        onChange={(next) => {
          setAskedFor(next === 'between');
          const since = next !== null && Object.hasOwn(spans, next) ? (next as Span) : undefined;
          onChange({ since, from: undefined, to: undefined });
        }}
      />
      {isBetween &&
        (['from', 'to'] as const).map((end) => (
          <TextInput
            key={end}
            size="xs"
            type="datetime-local"
            aria-label={t(`executions.${end}`)}
            defaultValue={value[end] === undefined ? '' : localText(value[end])}
            onChange={(event) => {
              const text = event.currentTarget.value;
              setAskedFor(text === '');
              onChange({ ...value, since: undefined, [end]: text === '' ? undefined : new Date(text).toISOString() });
            }}
          />
        ))}
    </Group>
  );
}

/** RFC 3339 as the field writes it: local time to the minute. */
function localText(at: string): string {
  const date = new Date(at);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
