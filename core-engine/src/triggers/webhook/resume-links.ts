import { timingSafeEqual } from 'node:crypto';
import { type ExecutionSummary, type Json, SluiceError } from '@sluice/protocol';
import type { ExecutionControl } from '../../executions/execution-control.ts';
import { executionOfResumeToken } from '../../handles/resume-token.ts';
import type { BlobStore } from '../../storage/ports/blob-store.ts';
import type { ExecutionRow, ExecutionStore } from '../../storage/ports/execution-store.ts';
import { createHookAnswer, type HookAnswer } from './hook-answer.ts';
import { createHookItem } from './hook-item.ts';
import type { HookRequest } from './hook-request.ts';
import { askPage, donePage, refusedPage } from './resume-page.ts';

export interface ResumeLinksOptions {
  readonly control: Pick<ExecutionControl, 'resumeByToken'>;
  readonly executions: Pick<ExecutionStore, 'find'>;
  readonly blobs: Pick<BlobStore, 'writeMany'>;
}

interface FormFields {
  readonly 'sluice-form'?: Json;
  readonly approved?: Json;
  readonly reason?: Json;
}

/**
 * Answers resume links, `/hooks/~resume/<token>`. GET changes nothing, for whoever gets a mail has its links followed by scanners: it shows a page
 * that asks. POST ends the wait and gives it the data: the body, else the query; or what was said on the page.
 */
export class ResumeLinks {
  readonly #options: ResumeLinksOptions;

  constructor(options: ResumeLinksOptions) {
    this.#options = options;
  }

  /** @throws SluiceError `not_found`, `method_not_allowed`, `execution_not_waiting`, `execution_blocked` to callers who want no page. */
  async answer(token: string, request: HookRequest): Promise<HookAnswer> {
    const { method } = request;
    if (method !== 'GET' && method !== 'HEAD' && method !== 'POST')
      throw new SluiceError('method_not_allowed', 'A resume link takes GET and POST.');
    const isPage = wantsPage(request);
    try {
      const executionId = executionOfResumeToken(token);
      if (executionId === undefined) throw new SluiceError('not_found', 'This is no resume link.');
      return method === 'POST'
        ? await this.#resume({ executionId, token, request, isPage })
        : await this.#ask({ executionId, token, request, isPage });
    } catch (error) {
      if (isPage && error instanceof SluiceError && error.status < 500) return refusedPage(error);
      throw error;
    }
  }

  async #ask({ executionId, token, request, isPage }: Followed): Promise<HookAnswer> {
    const row = await this.#options.executions.find(executionId);
    if (row === undefined) throw new SluiceError('not_found', 'This is no resume link.');
    const wait = findWait(row, token);
    if (wait === undefined)
      throw new SluiceError('execution_not_waiting', `Execution ${executionId} does not wait for this link.`, {
        place: { executionId },
      });
    if (isPage)
      return askPage({ workflowName: row.workflowName, note: wait.note, data: [...new URLSearchParams(request.query)] });
    const body = { resumed: false, executionId, note: wait.note ?? null, hint: 'POST the answer to this address.' };
    return createHookAnswer({ kind: 'response', executionId, response: { status: 200, body } });
  }

  async #resume({ executionId, token, request, isPage }: Followed): Promise<HookAnswer> {
    const { item, blobs } = createHookItem(request, { kind: 'none' });
    if (blobs.length > 0) await this.#options.blobs.writeMany(blobs);
    const { query, body } = item.json as { query: Json; body: Json };
    const answer = isPage ? answerOf(body as FormFields, query) : (body ?? query); // a form's body is an object
    const { status } = await this.#options.control.resumeByToken(executionId, token, answer);
    if (isPage) return donePage(answer as { approved?: Json }); // the query's fields, or what the buttons said
    const response = { status: 200, body: { resumed: true, executionId, status } };
    return createHookAnswer({ kind: 'response', executionId, response });
  }
}

interface Followed {
  readonly executionId: string;
  readonly token: string;
  readonly request: HookRequest;
  readonly isPage: boolean;
}

/** Browsers ask for HTML by name. Of a POST, only the page's own form is answered with a page: a program's call is as it always was. */
function wantsPage({ method, headers, body }: HookRequest): boolean {
  if (method !== 'POST') return headers['accept']?.includes('text/html') === true;
  if (headers['content-type']?.startsWith('application/x-www-form-urlencoded') !== true) return false;
  return new URLSearchParams(new TextDecoder().decode(body)).has('sluice-form');
}

function answerOf(fields: FormFields, query: Json): Json {
  if (fields['sluice-form'] === 'continue') return query;
  const { approved, reason } = fields;
  if (fields['sluice-form'] !== 'answer' || (approved !== 'true' && approved !== 'false'))
    throw new SluiceError('request_invalid', 'The form says neither "approved": "true" nor "false".');
  const said = typeof reason === 'string' ? reason.trim() : '';
  return { approved: approved === 'true', ...(said === '' ? {} : { reason: said }) };
}

/** What the row says is as good as the journal: it was written with it. Nothing is woken for a look. */
function findWait({ waits, endedAtMs }: ExecutionRow, token: string): { readonly note?: string | undefined } | undefined {
  if (endedAtMs !== undefined) return undefined;
  const given = Buffer.from(token);
  const stored = (waits ?? []) as unknown as ExecutionSummary['waits']; // the engine wrote them in this shape
  for (const { wait } of stored) {
    if (wait.kind !== 'resume' || wait.token === undefined) continue;
    const expected = Buffer.from(wait.token);
    if (expected.length === given.length && timingSafeEqual(expected, given)) return wait;
  }
  return undefined;
}
