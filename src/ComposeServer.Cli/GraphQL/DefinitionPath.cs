using ComposeServer.Cli.Shell;

namespace ComposeServer.Cli.GraphQL;

/// <summary>Path of a runtime definition: an argument, or what is piped in.</summary>
static class DefinitionPath
{
    /// <exception cref="CliException">There is none.</exception>
    public static async Task<string> ReadAsync(ShellContext shell, string? given, CancellationToken cancel) =>
        given
        ?? (await shell.Input.ReadAsync(cancel))?.Trim()
        ?? throw CliException.Usage(
            "You need to pass a composite runtime definition path either as an argument or via stdin"
        );
}
