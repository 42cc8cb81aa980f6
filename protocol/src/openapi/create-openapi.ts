import type { Endpoint } from '../api/endpoint.ts';
import { endpoints } from '../api/index.ts';
import { PROBLEM_MEDIA_TYPE } from '../errors/problem.ts';
import { acceptSignature, MAX_SIGNATURE_LIFETIME_S } from '../signing/request-profile.ts';
import { ComponentSchemas, type JsonSchema } from './component-schemas.ts';

/** An OpenAPI 3.1 document, as far as we write one. */
export interface OpenApiDocument {
  readonly openapi: '3.1.0';
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly servers: readonly { readonly url: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, OpenApiOperation>>>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, JsonSchema>>>>;
}

export interface OpenApiParameter {
  readonly name: string;
  readonly in: 'path' | 'query';
  readonly required: boolean;
  readonly schema: JsonSchema;
}

export interface OpenApiOperation {
  readonly operationId: string;
  readonly summary: string;
  readonly tags: readonly string[];
  /** The least role, `any-key` or `public`. */
  readonly 'x-sluice-access': string;
  /** The right on the workflow that will do in place of the role. */
  readonly 'x-sluice-share'?: string;
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
  readonly parameters?: readonly OpenApiParameter[];
  readonly requestBody?: { readonly required: true; readonly content: Content };
  readonly responses: Readonly<
    Record<string, { readonly description?: string; readonly content?: Content; readonly $ref?: string }>
  >;
}

type Content = Readonly<Record<string, { readonly schema: JsonSchema }>>;

/** The OpenAPI 3.1 document of the whole contract, made from the table of endpoints, so that the two cannot differ. */
export function createOpenApi({ version, serverUrl = '/' }: { version: string; serverUrl?: string }): OpenApiDocument {
  const schemas = new ComponentSchemas();
  const paths: Record<string, Record<string, OpenApiOperation>> = {};
  for (const endpoint of endpoints.filter(({ internal }) => internal !== true)) {
    const operations = paths[endpoint.path] ?? {};
    operations[endpoint.method.toLowerCase()] = operationOf(endpoint, schemas);
    paths[endpoint.path] = operations;
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Sluice', version, description },
    servers: [{ url: serverUrl }],
    paths,
    components: { schemas: schemas.components, responses: { Problem: problemResponse }, securitySchemes: { sluiceSignature } },
  };
}

const description = [
  'The API of a Sluice gateway. Every request is signed with an Ed25519 key; bodies are strict JSON; errors are RFC 9457 problem documents',
  'whose `code` is stable. Beside it the gateway serves `/hooks/<path>` (public, as the trigger says), `GET /v1/stream?ticket=…`',
  '(a WebSocket of live events), `/healthz`, `/readyz` and `/metrics`.',
].join(' ');

const sluiceSignature: JsonSchema = {
  type: 'apiKey',
  in: 'header',
  name: 'Signature',
  description: [
    'An RFC 9421 signature with exactly this input:',
    `\`${acceptSignature}\`.`,
    `\`created\` and \`expires\` are seconds since the epoch, at most ${MAX_SIGNATURE_LIFETIME_S} apart; \`nonce\` holds 128 random bits or more and is good once;`,
    '`keyid` is the signer as `did:key:z6Mk…`. `Content-Digest` is RFC 9530 with sha-256 over the raw body, an empty one too; an absent query signs as `?`;',
    '`Content-Type` (application/json) and `Idempotency-Key` are sent with every request. A request that is sent again with the same',
    '`Idempotency-Key` and a new nonce gets the answer of the first.',
  ].join(' '),
};

const problemResponse: JsonSchema = {
  description: 'An RFC 9457 problem document: `code` is stable, `detail` says what happened to what, `hint` what to try.',
  content: { [PROBLEM_MEDIA_TYPE]: { schema: { $ref: '#/components/schemas/Problem' } } },
};

function operationOf(endpoint: Endpoint, schemas: ComponentSchemas): OpenApiOperation {
  const { name, method, path, summary, access, shared, body } = endpoint;
  const parameters = [...parametersOf(endpoint, 'path', schemas), ...parametersOf(endpoint, 'query', schemas)];
  return {
    operationId: name,
    summary,
    tags: [path.split('/')[2] ?? 'v1'],
    'x-sluice-access': access,
    ...(shared === undefined ? {} : { 'x-sluice-share': shared.right }),
    // Who becomes owner is not known yet, but signs all the same.
    security: access === 'public' && method === 'GET' ? [{}] : [{ sluiceSignature: [] }],
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(body === undefined
      ? {}
      : { requestBody: { required: true, content: { 'application/json': { schema: schemas.schemaOf(body) } } } }),
    responses: {
      [String(endpoint.status ?? 200)]: answerOf(endpoint, schemas),
      default: { $ref: '#/components/responses/Problem' },
    },
  };
}

function parametersOf(endpoint: Endpoint, place: 'path' | 'query', schemas: ComponentSchemas): OpenApiParameter[] {
  const schema = place === 'path' ? endpoint.params : endpoint.query;
  if (schema === undefined) return [];
  const { properties = {}, required = [] } = schemas.schemaOf(schema) as {
    properties?: Record<string, JsonSchema>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: required.includes(name),
    schema: property,
  }));
}

function answerOf(endpoint: Endpoint, schemas: ComponentSchemas): { description: string; content?: Content } {
  if (endpoint.responseType !== undefined)
    return { description: 'The bytes.', content: { [endpoint.responseType]: { schema: {} } } };
  if (endpoint.response === undefined) return { description: 'Done; there is nothing to say.' };
  return { description: endpoint.summary, content: { 'application/json': { schema: schemas.schemaOf(endpoint.response) } } };
}
