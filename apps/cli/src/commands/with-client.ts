import type { CliContext } from '../cli-context.ts';
import { type ConnectOptions, connect } from '../client/connect.ts';
import type { GatewayClient } from '../client/gateway-client.ts';

/** Does the work with a client for the gateway that is meant, and closes its connections. */
export async function withClient<T>(
  context: CliContext,
  options: ConnectOptions,
  work: (client: GatewayClient) => Promise<T>,
): Promise<T> {
  const client = await connect(context, options);
  try {
    return await work(client);
  } finally {
    client.close();
  }
}
