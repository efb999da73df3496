namespace ComposeServer.Cli.Completion;

/// <summary>Completion for bash.</summary>
static class BashCompletion
{
    public static string Write(CompletionTable table) =>
        $$"""
            # Completion of composeserver for bash: source <(composeserver completion bash)
            _composeserver() {
              local -a words=() found=()
              local word i cur prev command prefix
              # Bash parts words at colons; they are put together again here.
              for ((i = 0; i <= COMP_CWORD; i++)); do
                word=${COMP_WORDS[i]}
                if ((${#words[@]} > 1)) && [[ $word == :* || ${words[-1]} == *: ]]; then
                  words[-1]+=$word
                else
                  words+=("$word")
                fi
              done
              cur=${words[-1]} prev=${words[-2]-} command=${words[1]-}
              if ((${#words[@]} <= 2)); then
                command= found=($(compgen -W '{{Names(table)}}' -- "$cur"))
              else
                case $command in
            {{string.Join('\n', table.Topics.Select(TopicCase))}}
                esac
              fi
              if [[ -n $command ]] && ((${#found[@]} == 0)); then
                case $prev in
            {{string.Join('\n', table.FlagsWithValues.Select(ValueCase))}}
                  *)
                    if [[ $cur == -* ]]; then
                      case $command in
            {{string.Join('\n', table.Commands.Select(FlagCase))}}
                      esac
                    else
                      case $command in
            {{string.Join('\n', table.Commands.Where(entry => entry.Values.Count > 0).Select(ArgumentCase))}}
                        *)
                          local IFS=$'\n'
                          found=($(compgen -f -- "$cur"))
                          compopt -o filenames 2>/dev/null || true
                          ;;
                      esac
                    fi
                    ;;
                esac
              fi
              COMPREPLY=("${found[@]}")
              if [[ $cur == *:* && $COMP_WORDBREAKS == *:* ]]; then
                prefix=${cur%"${cur##*:}"}
                COMPREPLY=("${COMPREPLY[@]#"$prefix"}")
              fi
            }
            complete -F _composeserver composeserver
            """;

    static string Names(CompletionTable table) => string.Join(' ', table.Commands.Select(entry => entry.Words));

    static string TopicCase(CompletionTable.TopicEntry topic) =>
        $"""
                  {topic.Name})
                    if ((${"{#words[@]}"} == 3)); then
                      command= found=($(compgen -W '{string.Join(' ', topic.Commands)}' -- "$cur"))
                    else
                      command+=:${"{words[2]}"}
                    fi
                    ;;
            """;

    static string ValueCase(CompletionTable.Flag flag) =>
        $"""      {string.Join('|', flag.Names)}) found=($(compgen -W '{string.Join(' ', flag.Values)}' -- "$cur")) ;;""";

    static string FlagCase(CompletionTable.Entry entry) =>
        $"""            {entry.Words}) found=($(compgen -W '{Flags(entry)}' -- "$cur")) ;;""";

    static string ArgumentCase(CompletionTable.Entry entry) =>
        $"""            {entry.Words}) found=($(compgen -W '{string.Join(' ', entry.Values)}' -- "$cur")) ;;""";

    static string Flags(CompletionTable.Entry entry) => string.Join(' ', entry.Flags.SelectMany(flag => flag.Names));
}
