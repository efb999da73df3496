using System.CommandLine;
using ComposeServer.Cli.Client;
using ComposeServer.Cli.Shell;

namespace ComposeServer.Cli.Administration;

/// <summary><c>admin:code</c>: a one-time code, or a call that is signed with one, for scripts.</summary>
sealed class PrintAdminCode : CliCommand
{
    readonly ShellContext shell;
    readonly NodeFlags flags;

    readonly Option<string?> sign = new("--sign", "-s")
    {
        Description = "Print a curl line for this call, signed: status, modelData, pins/<stream>, /api/v0/admin/…",
        HelpName = "path",
    };

    readonly Option<string?> method = new("--method", "-m")
    {
        Description = "Method of the call (default GET, or POST with --body)",
        HelpName = "method",
    };

    readonly Option<string?> body = new("--body", "-b")
    {
        Description = "JSON object that a write says; it is signed with the code",
        HelpName = "json",
    };

    readonly Option<bool> jws = new("--jws") { Description = "Print the signed JWS alone" };

    public PrintAdminCode(ShellContext shell)
        : base(
            "code",
            "Print a code that is good for one admin call within a minute; with --sign, the whole call as a curl line",
            "composeserver admin:code --sign status --did-private-key $(cat admin.key) | sh"
        )
    {
        this.shell = shell;
        flags = NodeFlags.AddBoth(this, shell);
        method.AcceptOnlyFromAmong("GET", "POST", "DELETE");
        Add(sign);
        Add(method);
        Add(body);
        Add(jws);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        using var node = new NodeClient(flags.UrlOf(parsed));
        if (parsed.GetValue(sign) is not { } path)
        {
            foreach (var option in (Option[])[method, body, jws])
                if (parsed.GetResult(option) is { Implicit: false })
                    throw CliException.Usage($"{option.Name} says how to sign a call: give --sign too");
            await shell.Out.WriteLineAsync(await AdminCode.AskAsync(node, cancel));
            return ExitCode.Ok;
        }

        var call = SignedCall.Read(path, parsed.GetValue(method), parsed.GetValue(body));
        using var admin = flags.RequireSigner(parsed);
        var signed = await new AdminCalls(node, admin).SignAsync(call.Signed, call.WriteBody, cancel);
        await shell.Out.WriteLineAsync(parsed.GetValue(jws) ? signed : call.ToCurl(node, signed));
        return ExitCode.Ok;
    }
}
