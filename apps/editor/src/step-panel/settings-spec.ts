import type { DocumentNode, Json, NodeType, ParamSpec, RetryPolicy, WorkflowDocument } from '@sluice/protocol';
import type { TFunction } from 'i18next';
import { noteOf, setNodeNote, setNodeSetting } from '../draft/edits/node-params.ts';

/** A node's own settings as the parameters of a form: one form serves both. None of them can be a template. */
export function settingsSpec(t: TFunction): Pick<NodeType, 'params'> {
  const select = (name: 'onError' | 'onDoubt' | 'disabled', values: readonly string[], first: string): ParamSpec => ({
    kind: 'select',
    title: t(`settings.${name}`),
    help: t(`settings.${name}.help`),
    options: values.map((value) => ({ value, title: t(`settings.${name}.${value}` as 'settings.onError.stop') })),
    default: first,
    template: false,
  });
  const retry: ParamSpec = {
    kind: 'object',
    title: t('settings.retry'),
    help: t('settings.retry.help'),
    template: false,
    fields: {
      attempts: { kind: 'integer', title: t('settings.attempts'), min: 1, max: 100, default: 1, template: false },
      backoff: {
        kind: 'select',
        title: t('settings.backoff'),
        options: [
          { value: 'fixed', title: t('settings.backoff.fixed') },
          { value: 'exponential', title: t('settings.backoff.exponential') },
        ],
        default: 'fixed',
        template: false,
        when: { param: 'attempts', is: moreThanOne },
      },
      delayMs: {
        kind: 'duration',
        title: t('settings.delay'),
        min: 0,
        max: 86_400_000,
        default: 1000,
        template: false,
        when: { param: 'attempts', is: moreThanOne },
      },
      maxDelayMs: {
        kind: 'duration',
        title: t('settings.maxDelay'),
        min: 0,
        max: 86_400_000,
        template: false,
        when: { param: 'backoff', is: ['exponential'] },
      },
    },
  };
  return {
    params: {
      name: { kind: 'string', title: t('settings.name'), help: t('settings.name.help'), template: false },
      note: { kind: 'text', title: t('settings.note'), help: t('settings.note.help'), template: false },
      onError: select('onError', ['stop', 'continue', 'route'], 'stop'),
      retry,
      timeoutMs: {
        kind: 'duration',
        title: t('settings.timeout'),
        help: t('settings.timeout.help'),
        min: 1,
        max: 3_600_000,
        placeholder: '5',
        template: false,
      },
      onDoubt: select('onDoubt', ['ask', 'retry', 'done', 'fail'], 'ask'),
      disabled: select('disabled', ['no', 'pass', 'block'], 'no'),
    },
  };
}

const moreThanOne = Array.from({ length: 99 }, (_, index) => index + 2);

/** A node's settings as the form's values. */
export function settingsValues(document: WorkflowDocument, id: string): { readonly [name: string]: Json } {
  const { type: _, params: __, ...settings } = document.nodes[id] ?? ({} as DocumentNode);
  const note = noteOf(document, id);
  return { ...(JSON.parse(JSON.stringify(settings)) as { [name: string]: Json }), ...(note === '' ? {} : { note }) };
}

/** What the form changed, in the document. */
export function withSetting(document: WorkflowDocument, id: string, name: string, value: Json | undefined): WorkflowDocument {
  switch (name) {
    case 'note':
      return setNodeNote(document, id, typeof value === 'string' ? value : '');
    case 'name':
      return setNodeSetting(
        document,
        id,
        'name',
        typeof value === 'string' && value.trim() !== '' ? value.slice(0, 200) : undefined,
      );
    case 'retry':
      return setNodeSetting(document, id, 'retry', retryOf(value));
    case 'disabled':
      return setNodeSetting(document, id, 'disabled', value === 'pass' || value === 'block' ? value : undefined);
    case 'timeoutMs':
      return setNodeSetting(document, id, 'timeoutMs', typeof value === 'number' ? value : undefined);
    case 'onError':
      return setNodeSetting(document, id, 'onError', value === 'continue' || value === 'route' ? value : undefined);
    case 'onDoubt':
      return setNodeSetting(
        document,
        id,
        'onDoubt',
        value === 'retry' || value === 'done' || value === 'fail' ? value : undefined,
      );
    default:
      return document;
  }
}

/** One attempt is none to be made again. */
function retryOf(value: Json | undefined): RetryPolicy | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const { attempts, backoff, delayMs, maxDelayMs } = value as { readonly [name: string]: Json };
  if (typeof attempts !== 'number' || attempts < 2) return undefined;
  return {
    attempts,
    backoff: backoff === 'exponential' ? backoff : 'fixed',
    delayMs: typeof delayMs === 'number' ? delayMs : 1000,
    ...(typeof maxDelayMs === 'number' ? { maxDelayMs } : {}),
  };
}
