namespace ComposeServer.Cli.Client;

/// <summary>One-time codes, which a node gives to anybody; only with an administrator's signature are they of use.</summary>
static class AdminCode
{
    const int NotFound = 404;

    /// <summary>Asks for one. It is good once within a minute.</summary>
    public static async Task<string> AskAsync(NodeClient node, CancellationToken cancel)
    {
        var answer = await node.GetAsync($"{AdminCalls.Base}/getCode", cancel);
        // A server with a port for administration hides that there is any at its other addresses.
        if (answer.Status == NotFound)
            throw new CliException(
                CliErrorCode.NodeRefused,
                $"{answer.Request} answered {NotFound}: this address has no administration; a server with --admin-url has it there"
            );
        return answer.RequireText(answer.Json(), "code");
    }
}
