import '@mantine/core/styles/PillsInput.css';
import { Button, Group, PasswordInput, TagsInput, TextInput } from '@mantine/core';
import { putSecret } from '@sluice/protocol';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../parts/dialog.tsx';
import { ProblemPanel } from '../../parts/problem-panel.tsx';
import { type SecretSummary, usePutSecret } from '../../queries/use-secrets.ts';
import { isBinding } from './is-binding.ts';
import classes from './secrets-page.module.css';

interface SecretDialogProps {
  /** The one that gets a new value; absent: a new one. */
  readonly secret?: SecretSummary;
  /** Names that are in use: a new secret must not take the place of one by a slip. */
  readonly taken: readonly string[];
  readonly onClose: () => void;
}

/** Takes a secret's value and the hosts it may be sent to. Hosts change only with the value: who does not know it cannot have it sent elsewhere. */
export function SecretDialog({ secret, taken, onClose }: SecretDialogProps) {
  const { t } = useTranslation();
  const put = usePutSecret();
  const [name, setName] = useState(secret?.name ?? '');
  const [value, setValue] = useState('');
  const [hosts, setHosts] = useState<string[]>([...(secret?.hosts ?? [])]);
  const isName = putSecret.params.safeParse({ name }).success;
  const wrongHost = hosts.find((host) => !isBinding(host));
  const nameError =
    name === '' ? undefined : !isName ? t('secrets.nameInvalid') : taken.includes(name) ? t('secrets.nameTaken') : undefined;
  const isReady = isName && nameError === undefined && value !== '' && wrongHost === undefined;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isReady) put.mutate({ name, value, hosts }, { onSuccess: onClose });
  };
  return (
    <Dialog
      onClose={onClose}
      title={secret === undefined ? t('secrets.add') : t('secrets.rotateNamed', { name: secret.name })}
      closeButtonProps={{ 'aria-label': t('confirm.close') }}
    >
      <form onSubmit={submit} autoComplete="off">
        {secret === undefined ? (
          <TextInput
            label={t('secrets.name')}
            description={t('secrets.nameHelp')}
            placeholder="SHOP_API_KEY"
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            error={nameError}
            spellCheck={false}
            required
            data-autofocus
            mb="sm"
          />
        ) : (
          <p className={classes['text']}>{t('secrets.rotateText')}</p>
        )}
        <PasswordInput
          label={t(secret === undefined ? 'secrets.value' : 'secrets.newValue')}
          description={t('secrets.valueHelp')}
          value={value}
          onChange={(event) => setValue(event.currentTarget.value)}
          autoComplete="new-password"
          visibilityToggleButtonProps={{ 'aria-label': t('secrets.reveal') }}
          required
          {...(secret === undefined ? {} : { 'data-autofocus': true })}
          mb="sm"
        />
        <TagsInput
          label={t('secrets.hosts')}
          description={t('secrets.hostsHelp')}
          placeholder={hosts.length === 0 ? 'api.example.com' : ''}
          value={hosts}
          onChange={setHosts}
          error={wrongHost === undefined ? undefined : t('secrets.hostInvalid', { host: wrongHost })}
          acceptValueOnBlur
        />
        {put.isError && <ProblemPanel error={put.error} />}
        <Group justify="flex-end" gap="xs" mt="lg">
          <Button variant="default" onClick={onClose}>
            {t('dialog.cancel')}
          </Button>
          <Button type="submit" disabled={!isReady} loading={put.isPending}>
            {t(secret === undefined ? 'secrets.add' : 'secrets.rotate')}
          </Button>
        </Group>
      </form>
    </Dialog>
  );
}
