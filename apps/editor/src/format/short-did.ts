/** A did:key cut to what a person compares: its first and last characters. */
export function shortDid(did: string): string {
  const key = did.replace('did:key:', '');
  return key.length <= 16 ? key : `${key.slice(0, 8)}…${key.slice(-6)}`;
}
