/**
 * The few globals beyond the language that people expect: `btoa`, `atob`, `TextEncoder`, `TextDecoder` (UTF-8) and `structuredClone`
 * (of what JSON knows, and `Date`, `Map`, `Set`, cycles included). Runs in the guest: it must not refer to anything outside itself.
 */
export function installText(globals: { [name: string]: unknown }): void {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  const values = new Map([...alphabet].map((letter, value) => [letter, value]));
  const chunk = 8192;

  function btoa(input: unknown): string {
    const text = String(input);
    const pieces: string[] = [];
    for (let at = 0; at < text.length; at += 3) {
      const [a, b, c] = [text.charCodeAt(at), text.charCodeAt(at + 1), text.charCodeAt(at + 2)] as [number, number, number];
      if (a > 255 || b > 255 || c > 255)
        throw new RangeError('btoa takes characters up to U+00FF; encode the text as UTF-8 first');
      const bits = (a << 16) | (b << 8) | c; // NaN counts as 0
      const letters = [18, 12, 6, 0].map((shift) => alphabet[(bits >> shift) & 63]).join('');
      pieces.push(
        at + 1 >= text.length ? `${letters.slice(0, 2)}==` : at + 2 >= text.length ? `${letters.slice(0, 3)}=` : letters,
      );
    }
    return pieces.join('');
  }

  function atob(input: unknown): string {
    const text = String(input)
      .replace(/[\t\n\f\r ]/g, '')
      .replace(/^((?:.{4})*.{2})==$|^((?:.{4})*.{3})=$/, '$1$2');
    if (text.length % 4 === 1) throw new RangeError('atob takes base64; the length is wrong');
    const codes: number[] = [];
    let bits = 0;
    let count = 0;
    for (const letter of text) {
      const value = values.get(letter);
      if (value === undefined) throw new RangeError(`atob takes base64; it has no letter ${letter}`);
      bits = ((bits << 6) | value) & 0xffff;
      count += 6;
      if (count >= 8) {
        count -= 8;
        codes.push((bits >> count) & 255);
      }
    }
    const pieces: string[] = [];
    for (let at = 0; at < codes.length; at += chunk) pieces.push(String.fromCharCode(...codes.slice(at, at + chunk)));
    return pieces.join('');
  }

  function encodeUtf8(text: string): Uint8Array {
    const bytes: number[] = [];
    for (const letter of text) {
      let code = letter.codePointAt(0) ?? 0;
      if (code >= 0xd800 && code <= 0xdfff) code = 0xfffd;
      if (code < 0x80) bytes.push(code);
      else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 63));
      else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
      else bytes.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
    }
    return new Uint8Array(bytes);
  }

  /** The decoder of the WHATWG Encoding standard: each ill-formed piece of maximal length becomes one U+FFFD. */
  function decodeUtf8(bytes: Uint8Array, isFatal: boolean): string {
    const pieces: string[] = [];
    let codes: number[] = [];
    const bad = (): number => {
      if (isFatal) throw new TypeError('The bytes are not UTF-8');
      return 0xfffd;
    };
    for (let at = 0; at < bytes.length; ) {
      const lead = bytes[at++] ?? 0;
      const more =
        lead < 0x80
          ? 0
          : lead >= 0xc2 && lead < 0xe0
            ? 1
            : lead >= 0xe0 && lead < 0xf0
              ? 2
              : lead >= 0xf0 && lead < 0xf5
                ? 3
                : -1;
      let code = more < 0 ? bad() : more === 0 ? lead : lead & (0x3f >> more);
      let lower = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
      let upper = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
      for (let left = more; left > 0; left--) {
        const byte = bytes[at] ?? -1;
        if (byte < lower || byte > upper) {
          code = bad();
          break;
        }
        code = (code << 6) | (byte & 63);
        lower = 0x80;
        upper = 0xbf;
        at++;
      }
      codes.push(code);
      if (codes.length >= chunk) {
        pieces.push(String.fromCodePoint(...codes));
        codes = [];
      }
    }
    return pieces.join('') + String.fromCodePoint(...codes);
  }

  class TextEncoder {
    get encoding(): string {
      return 'utf-8';
    }
    encode(text: unknown = ''): Uint8Array {
      return encodeUtf8(String(text));
    }
  }

  class TextDecoder {
    readonly encoding: string;
    readonly fatal: boolean;
    readonly ignoreBOM: boolean;
    constructor(label: unknown = 'utf-8', options: { fatal?: unknown; ignoreBOM?: unknown } = {}) {
      if (!/^(?:utf-?8|unicode-1-1-utf-8)$/i.test(String(label).trim()))
        throw new RangeError(`TextDecoder knows utf-8 only, not ${String(label)}`);
      this.encoding = 'utf-8';
      this.fatal = !!options.fatal;
      this.ignoreBOM = !!options.ignoreBOM;
    }
    decode(input?: ArrayBuffer | ArrayBufferView): string {
      const bytes =
        input === undefined
          ? new Uint8Array(0)
          : ArrayBuffer.isView(input)
            ? new Uint8Array(input.buffer, input.byteOffset, input.byteLength)
            : new Uint8Array(input);
      const text = decodeUtf8(bytes, this.fatal);
      return !this.ignoreBOM && text.startsWith('\uFEFF') ? text.slice(1) : text;
    }
  }

  function structuredClone(input: unknown): unknown {
    const made = new Map<unknown, unknown>();
    const clone = (value: unknown): unknown => {
      if (typeof value === 'function' || typeof value === 'symbol') throw new TypeError(`A ${typeof value} cannot be cloned`);
      if (typeof value !== 'object' || value === null) return value;
      if (made.has(value)) return made.get(value);
      if (value instanceof Date) return new Date(value.getTime());
      if (value instanceof Map) {
        const copy = new Map<unknown, unknown>();
        made.set(value, copy);
        for (const [key, each] of value) copy.set(clone(key), clone(each));
        return copy;
      }
      if (value instanceof Set) {
        const copy = new Set<unknown>();
        made.set(value, copy);
        for (const each of value) copy.add(clone(each));
        return copy;
      }
      const copy: { [key: string]: unknown } | unknown[] = Array.isArray(value) ? [] : {};
      made.set(value, copy);
      for (const [key, each] of Object.entries(value)) {
        Object.defineProperty(copy, key, { value: clone(each), writable: true, enumerable: true, configurable: true });
      }
      return copy;
    };
    return clone(input);
  }

  Object.assign(globals, { btoa, atob, TextEncoder, TextDecoder, structuredClone });
}
