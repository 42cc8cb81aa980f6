import type { Command } from 'commander';
import type { CliContext } from '../cli-context.ts';
import { usageError } from '../cli-error.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';

/** Words that may follow `sluice` (path '') or `sluice workflows` (path 'workflows'), and so on. */
interface Completions {
  readonly path: string;
  readonly words: readonly { readonly word: string; readonly help: string }[];
}

/** `sluice completion SHELL`: a script that completes commands and options, and file names after that. */
export async function completion(context: CliContext, [shell = '']: readonly string[], program: Command): Promise<ExitCode> {
  const write = scripts[shell];
  if (write === undefined)
    throw usageError('usage', `There is completion for ${Object.keys(scripts).join(', ')}, not for ${shell}.`);
  context.stdout.write(write(completionsOf(program, [])));
  return exitCodes.ok;
}

const scripts: Readonly<Record<string, (completions: readonly Completions[]) => string>> = { bash, zsh, fish };

function completionsOf(command: Command, path: readonly string[]): Completions[] {
  const commands = command.commands.map((child) => ({ word: child.name(), help: child.description() }));
  const options = command.options.map((option) => ({ word: option.long ?? option.flags, help: option.description }));
  const own = { path: path.join(' '), words: [...commands, ...options] };
  return [own, ...command.commands.flatMap((child) => completionsOf(child, [...path, child.name()]))];
}

/** Written to be sourced: `eval "$(sluice completion bash)"`. */
function bash(completions: readonly Completions[]): string {
  return `_sluice() {
  local current="\${COMP_WORDS[COMP_CWORD]}" path="" word words
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$word" in -*) ;; *) path="\${path:+$path }$word" ;; esac
  done
  while :; do
    case "$path" in
${completions.map(({ path, words }) => `      '${path}') words='${words.map(({ word }) => word).join(' ')}'; break ;;`).join('\n')}
      *' '*) path="\${path% *}" ;;
      *) path='' ;;
    esac
  done
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _sluice sluice
`;
}

/** Zsh runs the bash script under its own emulation of bash's completion. */
function zsh(completions: readonly Completions[]): string {
  return `autoload -U +X compinit && compinit\nautoload -U +X bashcompinit && bashcompinit\n${bash(completions)}`;
}

function fish(completions: readonly Completions[]): string {
  const quote = (text: string) => `'${text.replace(/['\\]/g, '\\$&')}'`;
  const lines = completions.flatMap(({ path, words }) =>
    words.map(({ word, help }) => {
      const siblings = words.map((entry) => entry.word).filter((entry) => !entry.startsWith('-'));
      const isCommand = !word.startsWith('-');
      const inside = path === '' ? [] : path.split(' ').map((part) => `__fish_seen_subcommand_from ${part}`);
      const before = isCommand ? [`not __fish_seen_subcommand_from ${siblings.join(' ')}`] : [];
      const condition = [...inside, ...before].join('; and ');
      const what = isCommand ? `-f -a ${word}` : `-l ${word.slice(2)}`;
      return `complete -c sluice${condition === '' ? '' : ` -n ${quote(condition)}`} ${what} -d ${quote(help)}`;
    }),
  );
  return `${lines.join('\n')}\n`;
}
