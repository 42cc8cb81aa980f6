import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { type ErrorCode, SluiceError } from '@sluice/protocol';
import { problemAnswer } from '../requests/problem-answer.ts';
import { apiHeaders } from '../web/security-headers.ts';

/** Answers on a bare connection, on which no request could be read, and closes it. */
export function answerOnSocket(socket: Duplex, error: unknown, options: { requestId: string; now: number }): ErrorCode {
  const { status, code, headers, body } = problemAnswer(error, options);
  const fields = {
    ...apiHeaders,
    ...headers,
    'sluice-request-id': options.requestId,
    date: new Date(options.now).toUTCString(),
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
  };
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${body}`);
  return code;
}

/**
 * What node found wrong with what came over a connection. Undefined when there is nobody to tell: the connection is gone, or an answer is
 * on its way already.
 */
export function malformed(error: Error & { readonly code?: string }, socket: Duplex): SluiceError | undefined {
  if (error.code === 'ECONNRESET' || !socket.writable) return undefined;
  // What node's own handler looks at: the answer that is being written.
  const { _httpMessage: answer } = socket as Duplex & { readonly _httpMessage?: ServerResponse | null };
  if (answer?.headersSent === true) return undefined;
  switch (error.code) {
    case 'HPE_HEADER_OVERFLOW':
      return new SluiceError('headers_too_large', 'The request line and headers are larger than they may be.');
    case 'HPE_CHUNK_EXTENSIONS_OVERFLOW':
      return new SluiceError('body_too_large', 'The chunk extensions of the body are larger than they may be.');
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return new SluiceError('request_timeout', 'The request did not arrive in time.');
    default:
      return new SluiceError('request_malformed', `The request cannot be read: ${error.message.replace(/^Parse Error: /, '')}.`);
  }
}

/**
 * What is wrong with a request that node could read, but that means different things to different readers (RFC 9112 sections 3.2 and 3.2.4):
 * no Host or several, and a target that is neither a path nor an address. Several lines of one field are joined by a comma.
 */
export function ambiguity({ headers, url = '' }: IncomingMessage): SluiceError | undefined {
  const { host } = headers;
  if (host === undefined) return new SluiceError('request_malformed', 'The request has no Host header.');
  if (host.includes(',')) return new SluiceError('request_malformed', 'The request has several Host headers.');
  if (!/^(?:\/|https?:\/\/)/i.test(url)) return new SluiceError('request_malformed', 'The request target must be a path.');
  return undefined;
}
