namespace ComposeServer.Cli.Completion;

/// <summary>Completion for zsh.</summary>
static class ZshCompletion
{
    public static string Write(CompletionTable table) =>
        $$"""
            #compdef composeserver
            # Completion of composeserver for zsh: composeserver completion zsh > "${fpath[1]}/_composeserver"
            _composeserver() {
              local cur=${words[CURRENT]} prev=${words[CURRENT-1]} command=${words[2]}
              if ((CURRENT == 2)); then
                local -a commands=(
            {{string.Join('\n', table.Commands.Select(Described))}}
                )
                _describe command commands
                return
              fi
              case $command in
            {{string.Join('\n', table.Topics.Select(TopicCase))}}
              esac
              case $prev in
            {{string.Join(
                '\n',
                table.FlagsWithValues.Select(flag =>
                    $"    ({string.Join('|', flag.Names)}) compadd -- {string.Join(' ', flag.Values)}; return ;;"
                )
            )}}
              esac
              if [[ $cur == -* ]]; then
                case $command in
            {{string.Join(
                '\n',
                table.Commands.Select(entry =>
                    $"      ({entry.Words}) compadd -- {string.Join(' ', entry.Flags.SelectMany(flag => flag.Names))} ;;"
                )
            )}}
                esac
                return
              fi
              case $command in
            {{string.Join(
                '\n',
                table.Commands.Where(entry => entry.Values.Count > 0).Select(entry =>
                    $"    ({entry.Words}) compadd -- {string.Join(' ', entry.Values)} ;;"
                )
            )}}
                (*) _files ;;
              esac
            }
            if [[ ${funcstack[1]} == _composeserver ]]; then
              _composeserver "$@"
            else
              compdef _composeserver composeserver
            fi
            """;

    static string TopicCase(CompletionTable.TopicEntry topic) =>
        $"""    ({topic.Name}) if ((CURRENT == 3)); then compadd -- {string.Join(' ', topic.Commands)}; return; fi; command+=:${"{words[3]}"} ;;""";

    /// <summary>A colon parts word and description, so those in the word are escaped.</summary>
    static string Described(CompletionTable.Entry entry) =>
        $"      {ShellQuote.Of($"{entry.Words.Replace(":", @"\:", StringComparison.Ordinal)}:{entry.Description}")}";
}
