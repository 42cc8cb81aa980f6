import { BlockList, isIP } from 'node:net';

/** What an address that is not of the public internet is for. */
export type AddressRange = { readonly name: string; readonly contains: (address: string) => boolean };

/**
 * The ranges that no request may go to unless it was allowed: the IANA special-purpose registries for IPv4 and IPv6 (RFC 6890 and its
 * successors), the forms of IPv6 that carry an IPv4 address, multicast, and the cloud metadata address outside of these.
 */
const ranges: readonly AddressRange[] = [
  range('a loopback address', ['127.0.0.0/8', '::1/128']),
  range('the unspecified address or "this network"', ['0.0.0.0/8', '::/128']),
  range('a private address', ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7', 'fec0::/10']),
  range('a link-local address', ['169.254.0.0/16', 'fe80::/10']),
  range('a carrier-grade NAT address', ['100.64.0.0/10']),
  range('a multicast address', ['224.0.0.0/4', 'ff00::/8']),
  range('a cloud metadata address', ['168.63.129.16/32']),
  range('a documentation address', ['192.0.2.0/24', '198.51.100.0/24', '203.0.113.0/24', '2001:db8::/32', '3fff::/20']),
  range('a benchmarking address', ['198.18.0.0/15', '2001:2::/48']),
  range('a 6to4 address', ['192.88.99.0/24', '2002::/16']),
  range('a Teredo address', ['2001::/32']),
  range('a NAT64 address', ['64:ff9b::/96', '64:ff9b:1::/48']),
  range('an IPv4 address in an IPv6 form', ['::/96', '::ffff:0:0:0/96']),
  range('a reserved address', ['192.0.0.0/24', '240.0.0.0/4', '2001::/23']),
];

const globalUnicast = range('global unicast', ['2000::/3']);

/** The special range that an address lies in, or undefined for a public one. What is no address at all counts as reserved. */
export function specialRangeOf(address: string): string | undefined {
  const plain = plainAddress(address);
  const found = ranges.find((candidate) => candidate.contains(plain));
  if (found !== undefined) return found.name;
  if (isIP(plain) === 4 || globalUnicast.contains(plain)) return undefined;
  return 'a reserved address';
}

/** The address without a zone (RFC 4007); an IPv4-mapped IPv6 address (RFC 4291 section 2.5.5.2) as the IPv4 address that it means. */
export function plainAddress(address: string): string {
  const withoutZone = address.split('%', 1)[0] ?? '';
  if (isIP(withoutZone) !== 6) return withoutZone;
  const canonical = new URL(`http://[${withoutZone}]/`).hostname.slice(1, -1);
  const mapped = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(canonical);
  if (mapped?.[1] === undefined || mapped[2] === undefined) return canonical;
  const high = Number.parseInt(mapped[1], 16);
  const low = Number.parseInt(mapped[2], 16);
  return `${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`;
}

/** A set of networks under one name. `networks` are `address/prefix length`. */
export function range(name: string, networks: readonly string[]): AddressRange {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', length = ''] = network.split('/');
    list.addSubnet(address, Number(length), isIP(address) === 6 ? 'ipv6' : 'ipv4');
  }
  return {
    name,
    contains: (address) => {
      const family = isIP(address);
      return family !== 0 && list.check(address, family === 6 ? 'ipv6' : 'ipv4');
    },
  };
}
