import { Button, Group } from '@mantine/core';
import type { Json } from '@sluice/protocol';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readJsonText } from '../../format/read-json-text.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { IconPlayerPlay } from '../../parts/icons.ts';
import { JsonArea } from '../../parts/json-area.tsx';
import { PageSelect } from '../../parts/page-select.tsx';

interface RunInputDialogProps {
  readonly triggers: readonly { readonly value: string; readonly label: string }[];
  readonly trigger: string;
  readonly items: readonly Json[];
  readonly isRunning: boolean;
  readonly onTrigger: (trigger: string) => void;
  readonly onRun: (items: readonly Json[]) => void;
  readonly onClose: () => void;
}

/** Asks with what a run shall start. One item is written as it is, several as a list. */
export function RunInputDialog({ triggers, trigger, items, isRunning, onTrigger, onRun, onClose }: RunInputDialogProps) {
  const { t } = useTranslation();
  const [drafts, setDrafts] = useState<Readonly<Record<string, string>>>({});
  const text = drafts[trigger] ?? JSON.stringify(items.length === 1 ? items[0] : items, null, 2);
  const parsed = useMemo(() => parseInput(text), [text]);

  return (
    <Dialog onClose={onClose} title={t('runInput.title')} size="lg" closeButtonProps={{ 'aria-label': t('runInput.close') }}>
      {triggers.length > 1 && (
        <PageSelect
          label={t('runInput.trigger')}
          data={[...triggers]}
          value={trigger}
          onChange={(value) => value !== null && onTrigger(value)}
          allowDeselect={false}
          mb="md"
        />
      )}
      <JsonArea
        label={t('runInput.items')}
        description={t('runInput.itemsHelp')}
        text={text}
        error={parsed.error}
        rows={12}
        onText={(written) => setDrafts({ ...drafts, [trigger]: written })}
      />
      <Group justify="flex-end" mt="lg" gap="xs">
        <Button variant="default" onClick={onClose}>
          {t('dialog.cancel')}
        </Button>
        <Button
          leftSection={<IconPlayerPlay size={15} />}
          disabled={parsed.items === undefined}
          loading={isRunning}
          onClick={() => parsed.items && onRun(parsed.items)}
        >
          {t('runInput.run')}
        </Button>
      </Group>
    </Dialog>
  );
}

function parseInput(text: string): { items?: readonly Json[]; error?: string } {
  const { value, error } = readJsonText(text);
  if (error !== undefined) return { error };
  return { items: Array.isArray(value) ? value : [value] };
}
