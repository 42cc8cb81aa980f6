/** A link's secret, 32 random bytes as base64url, and the SHA-256 of its text, which is all that the engine gets before the link is opened. */
export async function makeLinkSecret(): Promise<{ secret: string; secretHash: string }> {
  const secret = base64url(crypto.getRandomValues(new Uint8Array(32)));
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(secret)));
  return { secret, secretHash: Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('') };
}

/** The secret stands in the fragment, which browsers never send. */
export function linkOf(secret: string, origin = window.location.origin): string {
  return `${origin}/share#${secret}`;
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
