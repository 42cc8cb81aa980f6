import {
  type Endpoint,
  foreignProduct,
  type Issue,
  issueText,
  parseStrictJson,
  SluiceError,
  unreadFormat,
} from '@sluice/protocol';
import type { z } from 'zod';

/** A request that does not fit its endpoint; every misfit is an issue with a JSON pointer into params, query or body. */
export class RequestInvalid extends SluiceError {
  readonly issues: readonly Issue[];

  constructor(where: string, issues: readonly Issue[]) {
    const [first] = issues;
    super(
      'request_invalid',
      `The ${where} does not fit: ${first?.pointer === '' ? '' : `${first?.pointer}: `}${first?.message}`,
      {
        place: { pointer: first?.pointer, nodeId: first?.nodeId },
      },
    );
    this.issues = issues;
  }
}

export interface RawRequest {
  readonly params: Readonly<Record<string, string>>;
  /** With or without `?`. */
  readonly query: string;
  readonly contentType: string | undefined;
  readonly body: Uint8Array;
}

export interface ValidRequest {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
}

/**
 * Checks a request against its endpoint's schemas before anything is done or forwarded (I9). The body is parsed here, once; an
 * empty one stands for `{}`, for an endpoint that takes none, too.
 *
 * @throws SluiceError `request_invalid`, `content_type_unsupported`, `document_format_newer`, or a `json_…` code.
 */
export function validateRequest(endpoint: Endpoint, { params, query, contentType, body }: RawRequest): ValidRequest {
  return {
    params: endpoint.params === undefined ? undefined : check(endpoint.params, params, 'path'),
    query: checkQuery(endpoint, query),
    body: checkBody(endpoint, contentType, body),
  };
}

function checkQuery({ query: schema }: Endpoint, query: string): unknown {
  const values: Record<string, string> = Object.create(null);
  for (const [name, value] of new URLSearchParams(query)) {
    if (name in values) throw new RequestInvalid('query', [issueOf(pointerOf([name]), 'is there twice')]);
    values[name] = value;
  }
  if (schema !== undefined) return check(schema, { ...values }, 'query');
  const [name] = Object.keys(values);
  if (name !== undefined) throw new RequestInvalid('query', [issueOf(pointerOf([name]), 'there is no such parameter')]);
  return undefined;
}

function checkBody({ body: schema, name }: Endpoint, contentType: string | undefined, body: Uint8Array): unknown {
  if (body.length > 0 && !/^application\/json *(?:;|$)/i.test(contentType ?? '')) {
    throw new SluiceError(
      'content_type_unsupported',
      `${name} takes application/json, not ${contentType ?? 'a body without a type'}.`,
    );
  }
  const value = body.length === 0 ? {} : parseStrictJson(body);
  if (schema !== undefined) return check(schema, value, 'body');
  const isNothing = typeof value === 'object' && value !== null && Object.keys(value).length === 0;
  if (!isNothing) throw new RequestInvalid('body', [issueOf('', `${name} takes no body`)]);
  return undefined;
}

function check(schema: z.ZodType, value: unknown, where: 'path' | 'query' | 'body'): unknown {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  if (where === 'body') explainDocument(value);
  throw new RequestInvalid(
    where,
    parsed.error.issues
      .slice(0, 100)
      .map((issue) => ({ ...issueOf(pointerOf(issue.path), issueText(issue)), ...nodeAt(issue.path) })),
  );
}

/** A document of a later version is no mistake of its sender, and one of another product is not mended place by place. */
function explainDocument(body: unknown): void {
  const format = unreadFormat(body);
  if (format !== undefined) {
    const detail = `The document comes from a newer Sluice: its format is ${format}, and this version reads sluice/1.`;
    throw new SluiceError('document_format_newer', detail, { place: { pointer: '/document/format' } });
  }
  const product = foreignProduct((body as { document?: unknown } | null)?.document);
  if (product !== undefined)
    throw new RequestInvalid('body', [
      issueOf('/document', `this is a workflow of ${product}, not of Sluice; its nodes mean nothing here`),
    ]);
}

function issueOf(pointer: string, message: string): Issue {
  return { code: 'request_invalid', message, pointer };
}

/** Which node of a document it is about. */
function nodeAt([first, second, id]: readonly PropertyKey[]): Pick<Issue, 'nodeId'> {
  return first === 'document' && second === 'nodes' && typeof id === 'string' ? { nodeId: id } : {};
}

function pointerOf(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
