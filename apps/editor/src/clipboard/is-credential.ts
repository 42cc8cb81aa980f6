const HEADERS =
  /^(authorization|proxy-authorization|cookie|set-cookie|(x-)?api-?key|x-(auth|access|csrf|xsrf|gitlab|vault|amz-security)-?token|x-[a-z0-9-]*(api-?key|token|secret)|private-token|apikey|ocp-apim-subscription-key)$/i;
const QUERY =
  /^(api[-_]?key|access[-_]?token|auth[-_]?token|token|secret|client[-_]?secret|password|passwd|appid|sig|signature)$/i;

/** Whether a header of this name is there to sign in. */
export function isCredentialHeader(name: string): boolean {
  return HEADERS.test(name.trim());
}

/** Whether a member of an address's query, of a body or the like is there to sign in. `key` is only when its value looks like one. */
export function isCredentialMember(name: string, value: string): boolean {
  return QUERY.test(name) || (/^key$/i.test(name) && value.length >= 16);
}
