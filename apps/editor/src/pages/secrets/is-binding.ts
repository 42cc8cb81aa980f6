/** Whether a text can bind a secret: `api.example.com`, `*.example.com`, `host:8443`, `https://host`, `*`, or the word `hmac`. */
export function isBinding(text: string): boolean {
  if (text === '*' || text === 'hmac') return true;
  const host = /^(?:https?:\/\/)?(\[[0-9a-f:.]+\]|[^[\]:/?#@\s]+)(?::(?:\*|\d{1,5}))?\/?$/i.exec(text)?.[1];
  return host !== undefined && !host.slice(1).includes('*') && (!host.startsWith('*') || host.startsWith('*.'));
}
