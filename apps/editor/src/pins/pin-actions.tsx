import { notifications } from '@mantine/notifications';
import { isPinned, type NodePin, nodePin, PIN_LIMIT_BYTES, type WorkflowDocument } from '@sluice/protocol';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAction } from '../actions/use-action.ts';
import { problemOfError } from '../api/api-error.ts';
import { useNodeRun } from '../app/runs.ts';
import { portsOf, usedPortsOf } from '../canvas/node-ports.ts';
import { nodeTitle } from '../canvas/read-steps.ts';
import { useDraftStore } from '../draft/draft-context.tsx';
import { pinNode, unpinNodes } from '../draft/edits/pin-nodes.ts';
import { formatBytes } from '../format/format-bytes.ts';
import { fetchPart } from '../parts/fetch-part.ts';
import { IconPencil, IconPin, IconPinnedOff } from '../parts/icons.ts';
import { KeysAhead } from '../parts/keys-ahead.tsx';
import type { NodeCatalog } from '../queries/use-catalog.ts';
import { fetchOutputs } from './fetch-outputs.ts';
import { makePin, type PinAttempt } from './make-pin.ts';

const PinDialog = lazy(() => fetchPart(async () => ({ default: (await import('./pin-dialog.tsx')).PinDialog })));

interface PinActionsProps {
  readonly document: WorkflowDocument;
  readonly catalog: NodeCatalog;
  /** The node that is looked at; undefined: none, or several. */
  readonly nodeId: string | undefined;
  readonly executionId: string | undefined;
  readonly readOnlyReason: string | undefined;
}

/**
 * Pins the output of a node, takes the pin away (P), and opens it for editing. Draws the dialog for that and nothing else. Without
 * anything to pin the dialog is opened, where one writes or pastes it.
 */
export function PinActions({ document, catalog, nodeId, executionId, readOnlyReason }: PinActionsProps) {
  const { t } = useTranslation();
  const store = useDraftStore();
  const run = useNodeRun(executionId, nodeId ?? '');
  const [edited, setEdited] = useState<{ readonly nodeId: string; readonly outputs: NodePin['outputs'] }>();
  const node = document.nodes[nodeId ?? ''];
  const titleOf = (id: string) => {
    const one = document.nodes[id];
    return one === undefined ? id : nodeTitle(id, one, catalog.get(one.type));
  };
  const title = titleOf(nodeId ?? '');
  const hasPin = nodeId !== undefined && isPinned(document, nodeId);

  const pin = (id: string, value: NodePin) => {
    store.edit(t('edit.pin', { what: titleOf(id) }), (current) => pinNode(current, id, value));
    setEdited(undefined);
  };
  const attemptToPin = async (): Promise<PinAttempt> => {
    const step = run?.steps.findLast(({ status }) => status === 'completed');
    if (run === undefined || step === undefined) return { problem: { kind: 'none' } };
    const outputs = await fetchOutputs(run.executionId, step);
    return outputs === undefined ? { problem: { kind: 'large', size: undefined } } : makePin(outputs);
  };
  const explain = ({ kind }: Exclude<PinAttempt, { pin: NodePin }>['problem']) =>
    t(`pin.problem.${kind}`, { limit: formatBytes(PIN_LIMIT_BYTES) });

  const togglePin = async () => {
    if (nodeId === undefined) return;
    if (hasPin) return store.edit(t('edit.unpin', { what: title }), (current) => unpinNodes(current, [nodeId]));
    try {
      const attempt = await attemptToPin();
      if ('pin' in attempt) pin(nodeId, attempt.pin);
      else if (attempt.problem.kind === 'none') setEdited({ nodeId, outputs: {} });
      else notifications.show({ color: 'red', title: t('pin.refused', { what: title }), message: explain(attempt.problem) });
    } catch (error) {
      const problem = problemOfError(error);
      notifications.show({ color: 'red', title: problem.title, message: problem.detail });
    }
  };
  const editPin = async () => {
    if (nodeId === undefined) return;
    const pinned = nodePin.safeParse(document.layout[nodeId]?.['pin']).data;
    const attempt = pinned === undefined ? await attemptToPin().catch(() => undefined) : { pin: pinned };
    setEdited({ nodeId, outputs: attempt !== undefined && 'pin' in attempt ? attempt.pin.outputs : {} });
  };

  const disabled = readOnlyReason ?? (node === undefined ? t('action.noNode') : undefined);
  const common = { group: t('palette.edit'), disabled, lack: readOnlyReason };
  useAction({
    id: 'pin',
    title: t(hasPin ? 'action.unpin' : 'action.pin'),
    ...common,
    shortcut: 'P',
    icon: hasPin ? IconPinnedOff : IconPin,
    run: togglePin,
  });
  useAction({ ...common, id: 'editPin', title: t('action.editPin'), shortcut: 'Shift+P', icon: IconPencil, run: editPin });

  const editedNode = edited === undefined ? undefined : document.nodes[edited.nodeId];
  if (edited === undefined || editedNode === undefined) return null;
  const { outputs } = portsOf(editedNode, catalog.get(editedNode.type), usedPortsOf(document.edges).get(edited.nodeId));
  return (
    <Suspense fallback={<KeysAhead />}>
      <PinDialog
        title={t('pin.title', { what: titleOf(edited.nodeId) })}
        ports={outputs.map(({ name }) => name)}
        outputs={edited.outputs}
        onPin={(value) => pin(edited.nodeId, value)}
        onClose={() => setEdited(undefined)}
      />
    </Suspense>
  );
}
