using System.Text.Json;
using ComposeServer.Cli.Client;
using ComposeServer.Cli.Completion;

namespace ComposeServer.Cli.Administration;

/// <summary>An admin call that somebody else will send.</summary>
/// <param name="Method">Of HTTP.</param>
/// <param name="Call">What follows <c>/api/v0/admin/</c>.</param>
/// <param name="Body">What a write says; null when the signature goes into the header.</param>
sealed record SignedCall(string Method, string Call, JsonElement? Body)
{
    const string Pin = AdminCalls.Pins + "/";

    /// <summary>The path that is signed: that of the call, for pins without the id behind it.</summary>
    public string Signed => Call.StartsWith(Pin, StringComparison.Ordinal) ? AdminCalls.Pins : Call;

    /// <summary>Writes the body into what is signed; null when there is none.</summary>
    public Action<Utf8JsonWriter>? WriteBody => Body is { } body ? body.WriteTo : null;

    /// <summary>Reads what stands behind the flags.</summary>
    /// <exception cref="CliException">No admin call has such a path or body.</exception>
    public static SignedCall Read(string path, string? method, string? body)
    {
        var call = path.TrimStart('/');
        foreach (var prefix in (string[])[AdminCalls.Base[1..] + "/", "admin/"])
            if (call.StartsWith(prefix, StringComparison.Ordinal))
            {
                call = call[prefix.Length..];
                break;
            }

        if (call.Length == 0 || !call.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '/' or '-' or '_'))
            throw CliException.Usage($"--sign: '{path}' is no path under {AdminCalls.Base}");
        if (body is null)
        {
            var asked = method ?? "GET";
            // A write says what it wants in its signed body; only calls about pins say it in their path.
            if (asked != "GET" && !call.StartsWith(Pin, StringComparison.Ordinal))
                throw CliException.Usage($"--method {asked}: needs --body, except for {Pin}<stream>");
            return new(asked, call, null);
        }

        if (method == "GET")
            throw CliException.Usage("--method GET and --body exclude each other");
        return new(method ?? "POST", call, JsonText.ParseObject(body, "--body"));
    }

    /// <summary>A line for a shell.</summary>
    /// <param name="node">Where to.</param>
    /// <param name="jws">The signature over code, path and body.</param>
    public string ToCurl(NodeClient node, string jws)
    {
        var address = ShellQuote.Of(node.AddressOf($"{AdminCalls.Base}/{Call}"));
        return Body is null
            ? $"curl -s -X {Method} {address} -H {ShellQuote.Of($"Authorization: Basic {jws}")}"
            : $"curl -s -X {Method} {address} -H 'Content-Type: application/json' -d {ShellQuote.Of($"{{\"jws\":\"{jws}\"}}")}";
    }
}
