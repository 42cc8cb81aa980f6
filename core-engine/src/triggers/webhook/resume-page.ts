import { createHash } from 'node:crypto';
import type { SluiceError } from '@sluice/protocol';
import type { HookAnswer } from './hook-answer.ts';

/** What the form's hidden field `sluice-form` says: the buttons' answer, or the data that stands in the link's own query. */
export type ResumeForm = 'answer' | 'continue';

const style = `
:root { color-scheme: light dark; --ground: #f5f7f8; --surface: #fff; --border: #c9d2d9; --text: #1a222a; --muted: #576470; --accent: #0b7390; --on-accent: #fff }
@media (prefers-color-scheme: dark) { :root { --ground: #10151a; --surface: #161c22; --border: #3a4651; --text: #dbe3ea; --muted: #95a3b0; --accent: #53bcd2; --on-accent: #0b1216 } }
* { box-sizing: border-box }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 24px 16px; background: var(--ground); color: var(--text); font: 16px/1.5 system-ui, sans-serif }
main { width: 100%; max-width: 480px; padding: 28px; border: 1px solid var(--border); border-radius: 14px; background: var(--surface) }
h1 { margin: 0 0 8px; font-size: 21px; line-height: 1.3; overflow-wrap: anywhere; white-space: pre-line }
p { margin: 0 0 16px; color: var(--muted); overflow-wrap: anywhere }
p:last-child { margin: 0 }
label { display: block; margin-bottom: 6px; font-size: 14px }
textarea { width: 100%; min-height: 72px; padding: 8px 10px; border: 1px solid var(--border); border-radius: 8px; background: var(--ground); color: inherit; font: inherit; resize: vertical }
.buttons { display: flex; flex-wrap: wrap; gap: 12px; margin-top: 20px }
button { min-height: 44px; padding: 8px 22px; border: 1px solid var(--border); border-radius: 8px; background: transparent; color: inherit; font: inherit; font-weight: 600; cursor: pointer }
button.first { border-color: var(--accent); background: var(--accent); color: var(--on-accent) }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px }
dl { margin: 0; display: grid; grid-template-columns: auto 1fr; gap: 4px 16px; font-size: 14px }
dt { color: var(--muted) }
dd { margin: 0; overflow-wrap: anywhere }
`;
// The gateway shows every answer of a hook in a sandbox; this keeps the page from anything but its own style and form besides.
const policy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; base-uri 'none'`;

/** Asks before anything happens: mail scanners and previews follow links by GET. Needs no script. */
export function askPage(about: {
  readonly workflowName: string;
  readonly note: string | undefined;
  /** What the link's query gives the wait; with it there is one button. */
  readonly data: readonly (readonly [name: string, value: string])[];
}): HookAnswer {
  const { workflowName, note, data } = about;
  const title = note ?? `${workflowName} waits for you`;
  const from = note === undefined ? 'It goes on when you say so.' : `${workflowName} waits for your answer.`;
  return page(200, title, `<p>${escaped(from)}</p>${data.length === 0 ? decisionForm() : continueForm(data)}`);
}

export function donePage({ approved }: { readonly approved?: unknown }): HookAnswer {
  const said = approved === true ? 'Approved' : approved === false ? 'Rejected' : 'Thank you';
  return page(200, said, '<p>Your answer was recorded, and the workflow goes on. You may close this page.</p>');
}

export function refusedPage({ status, code, detail, hint }: SluiceError): HookAnswer {
  const title = titles[code] ?? 'This did not work';
  return page(status, title, `<p>${escaped(detail)}</p><p>${escaped(hint)}</p>`);
}

const titles: Readonly<Record<string, string>> = {
  execution_not_waiting: 'This link was used, or is over',
  execution_blocked: 'This cannot go on right now',
  not_found: 'This link leads nowhere',
};

function decisionForm(): string {
  return `<form method="post">${hidden('answer')}
<label for="reason">Comment (optional)</label>
<textarea id="reason" name="reason" maxlength="2000"></textarea>
<div class="buttons"><button class="first" name="approved" value="true">Approve</button><button name="approved" value="false">Reject</button></div></form>`;
}

function continueForm(data: readonly (readonly [string, string])[]): string {
  const rows = data.map(([name, value]) => `<dt>${escaped(name)}</dt><dd>${escaped(value)}</dd>`).join('');
  return `<form method="post">${hidden('continue')}<dl>${rows}</dl>
<div class="buttons"><button class="first">Continue</button></div></form>`;
}

function hidden(form: ResumeForm): string {
  return `<input type="hidden" name="sluice-form" value="${form}">`;
}

function page(status: number, title: string, content: string): HookAnswer {
  const body = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="content-security-policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escaped(title)}</title>
<style>${style}</style>
</head>
<body><main><h1>${escaped(title)}</h1>${content}</main></body>
</html>
`;
  return { status, headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' }, body };
}

function escaped(text: string): string {
  const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}
