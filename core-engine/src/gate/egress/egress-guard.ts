import { matchesHost } from '../host-pattern.ts';
import { plainAddress, specialRangeOf } from './address-range.ts';
import type { EgressRule } from './egress-allow.ts';

/** One connection that somebody wants to make: what was asked for, and the address that it came to. */
export interface EgressTarget {
  /** The host of the URL, without brackets. */
  readonly hostname: string;
  readonly port: number;
  /** An IP address: the host itself, or what it resolved to. */
  readonly address: string;
}

export interface EgressRefusal {
  readonly detail: string;
  readonly hint: string;
}

/** Says which addresses may be connected to. Used by the gate for literal addresses and by the connector for resolved ones. */
export interface EgressGuard {
  /** Undefined when the connection may be made. */
  refuse(target: EgressTarget): EgressRefusal | undefined;
}

export function createEgressGuard(rules: readonly EgressRule[]): EgressGuard {
  return {
    refuse(target) {
      const special = specialRangeOf(target.address);
      if (special === undefined || rules.some((rule) => allows(rule, target))) return undefined;
      const shown = target.hostname === target.address ? target.address : `${target.hostname} is at ${target.address}, which`;
      const entry = target.hostname.includes(':') ? `[${target.hostname}]:${target.port}` : `${target.hostname}:${target.port}`;
      return {
        detail: `${shown} is ${special}.`,
        hint: `If it is yours and workflows may reach it, start the engine with SLUICE_EGRESS_ALLOW=${entry}.`,
      };
    },
  };
}

function allows(rule: EgressRule, target: EgressTarget): boolean {
  switch (rule.kind) {
    case 'network':
      return (rule.port === undefined || rule.port === target.port) && rule.network.contains(plainAddress(target.address));
    case 'host':
      return (typeof rule.host.port !== 'number' || rule.host.port === target.port) && matchesHost(rule.host, target.hostname);
  }
}
