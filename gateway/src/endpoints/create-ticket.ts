import { randomBytes } from 'node:crypto';
import { createTicket } from '@sluice/protocol';
import { hashToken } from '../identity/claim-token.ts';
import { gatewayRoute, principalOf } from './gateway-route.ts';

const TICKET_LIFETIME_MS = 30_000;

/** A ticket for one WebSocket: a browser cannot sign its opening, so a signed request gets the right to one beforehand. */
export const createTicketRoute = gatewayRoute(createTicket, async (request) => {
  const { store, now } = request.services;
  const ticket = randomBytes(32).toString('base64url');
  const until = now() + TICKET_LIFETIME_MS;
  await store.tickets.insert({ hash: hashToken(ticket), did: principalOf(request).did, until });
  return { ticket, expiresAt: new Date(until).toISOString() };
});
