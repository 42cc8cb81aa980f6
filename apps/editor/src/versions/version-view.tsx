import { Button, Tooltip } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { WorkflowDetail, WorkflowDocument, WorkflowVersion } from '@sluice/protocol';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemOfError } from '../api/api-error.ts';
import { useDraftStore } from '../draft/draft-context.tsx';
import { IconArrowBackUp, IconBolt, IconDownload } from '../parts/icons.ts';
import { PageSelect } from '../parts/page-select.tsx';
import { ProblemPanel } from '../parts/problem-panel.tsx';
import { fileNameOf, saveJson } from '../parts/save-json.ts';
import { useActivation } from '../queries/use-activation.ts';
import type { NodeCatalog } from '../queries/use-catalog.ts';
import { useCan } from '../queries/use-me.ts';
import { useVersion } from '../queries/use-versions.ts';
import { compareDocuments, isSameVersion } from './compare-documents.ts';
import classes from './history-dialog.module.css';
import { restoreVersion } from './restore-version.ts';
import { VersionDiff } from './version-diff.tsx';
import { DRAFT } from './version-list.tsx';

interface VersionViewProps {
  readonly workflow: WorkflowDetail;
  readonly catalog: NodeCatalog;
  /** Newest first. */
  readonly versions: readonly WorkflowVersion[];
  readonly selected: string;
  readonly draft: WorkflowDocument;
  readonly readOnlyReason: string | undefined;
  readonly onClose: () => void;
}

const NOTHING = 'nothing';

/** One version, or the draft: what differs from another one, and what can be done with it. */
export function VersionView({ workflow, catalog, versions, selected, draft, readOnlyReason, onClose }: VersionViewProps) {
  const { t } = useTranslation();
  const [base, setBase] = useState(() => baseOf(selected, versions));
  const shown = useDocument(workflow.id, selected, draft);
  const other = useDocument(workflow.id, base, draft);
  const version = versions.find((each) => each.version === selected);
  const titleOf = (key: string) => {
    const found = versions.find((each) => each.version === key);
    return found === undefined ? t('versions.draft') : t('versions.number', { number: found.number });
  };
  // The later one is what the earlier one became, whichever of them was chosen first.
  const rank = (key: string) =>
    key === DRAFT ? -1 : key === NOTHING ? versions.length : versions.findIndex((each) => each.version === key);
  const isForward = rank(selected) <= rank(base);
  const error = shown.error ?? other.error;
  const options = [
    ...(selected === DRAFT ? [] : [{ value: DRAFT, label: t('versions.draft') }]),
    ...versions
      .filter((each) => each.version !== selected)
      .map((each) => ({ value: each.version, label: titleOf(each.version) })),
    ...(base === NOTHING ? [{ value: NOTHING, label: t('versions.nothing') }] : []),
  ];

  return (
    <section className={classes['view']} aria-label={titleOf(selected)}>
      <header className={classes['bar']}>
        <div className={classes['heading']}>
          <h3>{titleOf(selected)}</h3>
          {version !== undefined && version.message !== '' && <p>{version.message}</p>}
        </div>
        <PageSelect
          size="xs"
          w={280}
          label={t('versions.comparedWith')}
          className={classes['base'] ?? ''}
          data={options}
          value={base}
          onChange={(value) => setBase(value ?? NOTHING)}
          allowDeselect={false}
        />
        {version !== undefined && shown.document !== undefined && (
          <VersionActions
            workflow={workflow}
            version={version}
            document={shown.document}
            draft={draft}
            readOnlyReason={readOnlyReason}
            onClose={onClose}
          />
        )}
      </header>
      {error !== null ? (
        <ProblemPanel error={error} />
      ) : (
        shown.document !== undefined &&
        (base === NOTHING || other.document !== undefined) && (
          <VersionDiff
            before={isForward ? other.document : shown.document}
            after={isForward ? shown.document : (other.document ?? shown.document)}
            summary={isForward ? [titleOf(base), titleOf(selected)] : [titleOf(selected), titleOf(base)]}
            catalog={catalog}
          />
        )
      )}
    </section>
  );
}

/** With what something is compared at first: a version with the one before it, the draft with what is active, else the newest. */
function baseOf(selected: string, versions: readonly WorkflowVersion[]): string {
  if (selected === DRAFT) return (versions.find(({ active }) => active) ?? versions[0])?.version ?? NOTHING;
  return versions[versions.findIndex(({ version }) => version === selected) + 1]?.version ?? NOTHING;
}

function useDocument(workflowId: string, key: string, draft: WorkflowDocument) {
  const version = useVersion(workflowId, key === DRAFT || key === NOTHING ? undefined : key);
  return { document: key === DRAFT ? draft : version.data?.document, error: version.error };
}

interface VersionActionsProps extends Pick<VersionViewProps, 'workflow' | 'draft' | 'readOnlyReason' | 'onClose'> {
  readonly version: WorkflowVersion;
  readonly document: WorkflowDocument;
}

function VersionActions({ workflow, version, document, draft, readOnlyReason, onClose }: VersionActionsProps) {
  const { t } = useTranslation();
  const store = useDraftStore();
  const canBuild = useCan('builder');
  const activation = useActivation(workflow.id);
  const { number } = version;
  const isDraft = useMemo(() => isSameVersion(compareDocuments(document, draft)), [document, draft]);
  const restoreReason = readOnlyReason ?? (isDraft ? t('versions.restoreNothing') : undefined);
  const activateReason = !canBuild ? t('right.lacks.publish') : version.active ? t('versions.isActive') : undefined;

  const restore = () => {
    store.edit(t('edit.restore', { number }), (current) => restoreVersion(current, document));
    notifications.show({ message: t('versions.restored', { number }) });
    onClose();
  };
  const activate = async () => {
    try {
      await activation.mutateAsync({ to: 'on', version: version.version });
      notifications.show({ message: t('versions.activated', { number }) });
    } catch (error) {
      const problem = problemOfError(error);
      notifications.show({ color: 'red', title: problem.title, message: problem.detail });
    }
  };
  return (
    <>
      <Tooltip label={restoreReason ?? t('versions.restoreHelp')}>
        <Button
          variant="default"
          leftSection={<IconArrowBackUp size={16} />}
          disabled={restoreReason !== undefined}
          title={restoreReason}
          onClick={restore}
        >
          {t('versions.restore')}
        </Button>
      </Tooltip>
      <Tooltip label={activateReason ?? t('versions.activateHelp')} multiline maw={300}>
        <Button
          variant="default"
          leftSection={<IconBolt size={16} />}
          disabled={activateReason !== undefined}
          title={activateReason}
          loading={activation.isPending}
          onClick={activate}
        >
          {t('versions.activate')}
        </Button>
      </Tooltip>
      <Tooltip label={t('versions.download')}>
        <Button
          variant="default"
          px={8}
          onClick={() => saveJson(`${fileNameOf(document.name)}-v${number}.json`, document)}
          aria-label={t('versions.download')}
        >
          <IconDownload size={16} />
        </Button>
      </Tooltip>
    </>
  );
}
