namespace ComposeServer.Cli.Client;

/// <summary>One-time codes, which a node gives to anybody; only with an administrator's signature are they of use.</summary>
static class AdminCode
{
    /// <summary>Asks for one. It is good once within a minute.</summary>
    public static async Task<string> AskAsync(NodeClient node, CancellationToken cancel)
    {
        var answer = await node.GetAsync($"{AdminCalls.Base}/getCode", cancel);
        return answer.RequireText(answer.Json(), "code");
    }
}
