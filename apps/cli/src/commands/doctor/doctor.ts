import type { CliContext } from '../../cli-context.ts';
import { connect } from '../../client/connect.ts';
import { type ExitCode, exitCodes } from '../../exit-codes.ts';
import { printJson, printLine } from '../../output/print.ts';
import { readSettings, type Settings } from '../../settings.ts';
import type { CommandOptions } from '../command-options.ts';
import { checkGateway } from './check-gateway.ts';
import { checkHome } from './check-home.ts';
import { checkDatabase, checkDisk } from './check-storage.ts';
import { type Finding, fail, ok } from './finding.ts';

/** `sluice doctor`: one line per check, `ok`, `warn` or `fail`, with what to do; exit code 1 when one fails. */
export async function doctor(context: CliContext, _args: readonly string[], options: CommandOptions): Promise<ExitCode> {
  const findings = await findAll(context, options);
  if (options.json === true) printJson(context, { findings });
  for (const { check, level, message, fix } of options.json === true ? [] : findings) {
    printLine(context, `${level.padEnd(5)}${check.padEnd(9)} ${message}${fix === undefined ? '' : `\n      → ${fix}`}`);
  }
  return findings.some(({ level }) => level === 'fail') ? exitCodes.failed : exitCodes.ok;
}

async function findAll(context: CliContext, options: CommandOptions): Promise<Finding[]> {
  const node = checkNode();
  let settings: Settings;
  try {
    settings = readSettings(context.env, context.cwd);
  } catch (error) {
    return [node, fail('settings', error instanceof Error ? error.message : String(error), 'Fix the variables that are named.')];
  }
  const own = [
    node,
    ok('settings', 'All are well-formed.'),
    ...checkHome(settings.home),
    checkDisk(settings.home),
    checkDatabase(settings),
  ];
  if (own.some(({ level, check }) => level === 'fail' && (check === 'home' || check === 'key'))) return own;
  const client = await connect(context, options);
  try {
    return [...own, ...(await checkGateway(client, settings))];
  } finally {
    client.close();
  }
}

function checkNode(): Finding {
  const major = Number.parseInt(process.versions.node, 10);
  if (major >= 24) return ok('node', `${process.version} runs this command.`);
  return fail('node', `${process.version} is too old.`, 'Run it as `npx sluice`, which takes the Node 24 that npm installed.');
}
