import { Button, Group, Tabs, Text } from '@mantine/core';
import { type Json, type NodePin, PIN_LIMIT_BYTES } from '@sluice/protocol';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatBytes } from '../format/format-bytes.ts';
import { readJsonText } from '../format/read-json-text.ts';
import { Dialog } from '../parts/dialog.tsx';
import { IconPin } from '../parts/icons.ts';
import { JsonArea } from '../parts/json-area.tsx';
import { checkPin } from './make-pin.ts';

interface PinDialogProps {
  readonly title: string;
  /** The node's output ports. */
  readonly ports: readonly string[];
  readonly outputs: NodePin['outputs'];
  readonly onPin: (pin: NodePin) => void;
  readonly onClose: () => void;
}

/** What a node shall give out, written or pasted as JSON, port by port. */
export function PinDialog({ title, ports, outputs, onPin, onClose }: PinDialogProps) {
  const { t } = useTranslation();
  const [texts, setTexts] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries(ports.map((port) => [port, JSON.stringify(outputs[port] ?? [], null, 2)])),
  );
  const [port, setPort] = useState<string | null>(ports[0] ?? null);
  const parsed = Object.fromEntries(ports.map((name) => [name, parseItems(texts[name] ?? '')]));
  const wrong = ports.find((name) => parsed[name]?.error !== undefined);
  const attempt =
    wrong === undefined ? checkPin(Object.fromEntries(ports.map((name) => [name, parsed[name]?.items ?? []]))) : undefined;
  const isLarge = attempt !== undefined && 'problem' in attempt;

  return (
    <Dialog onClose={onClose} title={title} size="lg" closeButtonProps={{ 'aria-label': t('pin.close') }}>
      <Tabs value={port} onChange={setPort} keepMounted={false}>
        {ports.length > 1 && (
          <Tabs.List mb="sm">
            {ports.map((name) => (
              <Tabs.Tab key={name} value={name}>
                {name}
              </Tabs.Tab>
            ))}
          </Tabs.List>
        )}
        {ports.map((name) => (
          <Tabs.Panel key={name} value={name}>
            <JsonArea
              label={t('pin.items')}
              description={t('pin.itemsHelp')}
              text={texts[name] ?? ''}
              error={parsed[name]?.error}
              rows={14}
              onText={(text) => setTexts({ ...texts, [name]: text })}
            />
          </Tabs.Panel>
        ))}
      </Tabs>
      {isLarge && (
        <Text c="red" size="sm" mt="xs" role="alert">
          {t('pin.problem.large', { limit: formatBytes(PIN_LIMIT_BYTES) })}
        </Text>
      )}
      <Group justify="flex-end" mt="lg" gap="xs">
        <Button variant="default" onClick={onClose}>
          {t('dialog.cancel')}
        </Button>
        <Button
          leftSection={<IconPin size={15} />}
          disabled={attempt === undefined || isLarge}
          onClick={() => attempt !== undefined && 'pin' in attempt && onPin(attempt.pin)}
        >
          {t('pin.pin')}
        </Button>
      </Group>
    </Dialog>
  );
}

function parseItems(text: string): { readonly items?: readonly Json[]; readonly error?: string } {
  const { value, error } = readJsonText(text);
  if (error !== undefined) return { error };
  return { items: Array.isArray(value) ? value : [value] };
}
