import { type Item, type Parameters, serializeBareItem, serializeInnerList } from 'structured-headers';

/** A covered component: `"@method"`, `"content-digest"`, or `"@path";req` (RFC 9421 section 2). */
export interface Component {
  readonly name: string;
  /** In a response's signature: the value is taken from the request that it answers (section 2.4). */
  readonly isFromRequest?: boolean;
}

/** A request, or a response together with its request, as a signature sees it. Names in `headers` are in lower case. */
export interface SignedMessage {
  /** Of a request. */
  readonly method?: string;
  readonly authority?: string;
  readonly path?: string;
  /** With or without the leading `?`; an absent query is written `?` (section 2.2.7). */
  readonly query?: string;
  /** Of a response. */
  readonly status?: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly request?: SignedMessage;
}

/** What is written into `Signature-Input` and signed as `"@signature-params"` (section 2.3). */
export interface SignatureInput {
  readonly components: readonly Component[];
  readonly parameters: Parameters;
}

/**
 * The signature base of RFC 9421 section 2.5, for the components that Sluice and its test vectors use: `@method`, `@authority`,
 * `@path`, `@query`, `@status` and header fields without parameters other than `req`.
 *
 * @returns undefined when the message lacks a component.
 */
export function signatureBase(message: SignedMessage, input: SignatureInput): string | undefined {
  const lines: string[] = [];
  for (const component of input.components) {
    const source = component.isFromRequest === true ? message.request : message;
    const value = source === undefined ? undefined : componentValue(component.name, source);
    if (value === undefined) return undefined;
    if (/[\r\n]/.test(value)) return undefined; // one component, one line: nothing may be smuggled into the base
    lines.push(`${identifierOf(component)}: ${value}`);
  }
  lines.push(`"@signature-params": ${serializeSignatureInput(input)}`);
  return lines.join('\n');
}

/** The value of a label in `Signature-Input`: an inner list of component identifiers with the signature's parameters. */
export function serializeSignatureInput({ components, parameters }: SignatureInput): string {
  return serializeInnerList([components.map(itemOf), parameters]);
}

function itemOf({ name, isFromRequest }: Component): Item {
  return [name, new Map(isFromRequest === true ? [['req', true] as const] : [])];
}

function identifierOf({ name, isFromRequest }: Component): string {
  return `${serializeBareItem(name)}${isFromRequest === true ? ';req' : ''}`;
}

function componentValue(name: string, message: SignedMessage): string | undefined {
  switch (name) {
    case '@method':
      return message.method;
    case '@authority':
      return message.authority;
    case '@path':
      return message.path === '' ? '/' : message.path;
    case '@query':
      return message.query === undefined || message.query === '' ? '?' : `?${message.query.replace(/^\?/, '')}`;
    case '@status':
      return message.status === undefined ? undefined : String(message.status);
    default:
      return name.startsWith('@') ? undefined : message.headers[name]?.trim();
  }
}
