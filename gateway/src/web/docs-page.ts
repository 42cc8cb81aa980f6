import type { OpenApiDocument, OpenApiOperation } from '@sluice/protocol/openapi';

/** The contract as one page to read: no script, nothing loaded from elsewhere. */
export function renderDocsPage(document: OpenApiDocument): string {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method, path, operation })),
  );
  const tags = [...new Set(operations.flatMap(({ operation }) => operation.tags))];
  const sections = tags.map((tag) => {
    const own = operations.filter(({ operation }) => operation.tags.includes(tag));
    return `<section id="${escapeHtml(tag)}"><h2>${escapeHtml(tag)}</h2>${own.map(renderOperation).join('')}</section>`;
  });
  const schemas = Object.entries(document.components['schemas'] ?? {}).map(
    ([name, schema]) =>
      `<details id="schema-${escapeHtml(name)}"><summary><code>${escapeHtml(name)}</code></summary>${renderJson(schema)}</details>`,
  );
  const links = tags.map((tag) => `<a href="#${escapeHtml(tag)}">${escapeHtml(tag)}</a>`).join(' ');
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Sluice API</title><style>${style}</style></head>
<body><header><h1>Sluice API <small>${escapeHtml(document.info.version)}</small></h1>
<p>${renderText(document.info.description)}</p><p>Machine-readable: <a href="/v1/openapi.json">/v1/openapi.json</a></p>
<nav>${links} <a href="#schemas">schemas</a></nav></header>
<main><section><h2>Signing</h2><p>${renderText(signing(document))}</p></section>${sections.join('')}
<section id="schemas"><h2>schemas</h2>${schemas.join('')}</section></main></body></html>
`;
}

const style = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
small { color: gray; font-weight: normal; } nav a { margin-right: .75rem; }
article { border-top: 1px solid color-mix(in srgb, currentColor 20%, transparent); padding: .75rem 0; }
h3 { margin: 0; font: 600 1rem ui-monospace, monospace; } h3 b { display: inline-block; min-width: 4.5rem; }
p { margin: .25rem 0 .5rem; } table { border-collapse: collapse; margin: .5rem 0; } td, th { padding: .1rem .75rem .1rem 0; text-align: left; }
pre { overflow: auto; background: color-mix(in srgb, currentColor 6%, transparent); padding: .75rem; border-radius: 6px; font-size: .85rem; }
code { font-family: ui-monospace, monospace; overflow-wrap: anywhere; } summary { cursor: pointer; }
`;

function renderOperation({ method, path, operation }: { method: string; path: string; operation: OpenApiOperation }): string {
  return `<article id="${escapeHtml(operation.operationId)}"><h3><b>${method.toUpperCase()}</b> ${escapeHtml(path)}</h3>
<p>${renderText(operation.summary)} <small>${escapeHtml(operation['x-sluice-access'])}</small></p>
${renderParameters(operation)}${renderRequestBody(operation)}${renderAnswers(operation)}</article>`;
}

function renderParameters({ parameters = [] }: OpenApiOperation): string {
  if (parameters.length === 0) return '';
  const rows = parameters.map(
    ({ name, in: place, required, schema }) =>
      `<tr><td><code>${escapeHtml(name)}</code></td><td>${place}${required ? ', required' : ''}</td><td><code>${escapeHtml(JSON.stringify(schema))}</code></td></tr>`,
  );
  return `<table>${rows.join('')}</table>`;
}

function renderRequestBody({ requestBody }: OpenApiOperation): string {
  return Object.entries(requestBody?.content ?? {})
    .map(([type, { schema }]) => `<details><summary>Body, ${escapeHtml(type)}</summary>${renderJson(schema)}</details>`)
    .join('');
}

function renderAnswers({ responses }: OpenApiOperation): string {
  return Object.entries(responses)
    .filter(([status]) => status !== 'default')
    .map(([status, { content = {} }]) => {
      const bodies = Object.entries(content).map(([type, { schema }]) => `${escapeHtml(type)}${renderJson(schema)}`);
      return `<details><summary>Answer ${escapeHtml(status)}</summary>${bodies.join('') || 'No body.'}</details>`;
    })
    .join('');
}

/** JSON with its references as links to the schemas below. */
function renderJson(schema: unknown): string {
  const text = escapeHtml(JSON.stringify(schema, undefined, 2));
  return `<pre>${text.replaceAll(/#\/components\/schemas\/([A-Za-z0-9]+)/g, '<a href="#schema-$1">$1</a>')}</pre>`;
}

function renderText(text: string): string {
  return escapeHtml(text).replaceAll(/`([^`]+)`/g, '<code>$1</code>');
}

function signing({ components }: OpenApiDocument): string {
  return String(components['securitySchemes']?.['sluiceSignature']?.['description'] ?? '');
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
