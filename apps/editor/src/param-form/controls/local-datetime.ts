/** An RFC 3339 text as the value of an `<input type="datetime-local">`, in this machine's time zone. Undefined for what is no moment. */
export function toLocal(text: string): string | undefined {
  if (text === '') return '';
  const time = Date.parse(text);
  if (Number.isNaN(time)) return undefined;
  const date = new Date(time);
  return new Date(time - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
}

/** The other way: RFC 3339 in UTC. A text that is no moment stays as it is; none at all is no value. */
export function fromLocal(value: string): string | undefined {
  if (value === '') return undefined;
  const time = Date.parse(value);
  return Number.isNaN(time) ? value : new Date(time).toISOString().replace('.000Z', 'Z');
}
