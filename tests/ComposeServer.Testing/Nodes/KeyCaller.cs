using System.Text;
using System.Text.Json;
using ComposeServer.Identity.Jose;
using ComposeServer.Ipld;
using ComposeServer.Ipld.DagJose;

namespace ComposeServer.Testing.Nodes;

/// <summary>A did:key at a GraphQL endpoint: it asks what it has to sign, signs, and sends the request again. The key stays here.</summary>
public sealed class KeyCaller(GraphQLCaller claimed, ISigner signer)
{
    /// <summary>Both steps of a write.</summary>
    public async Task<GraphQLAnswer> WriteAsync(string query, object? variables = null) =>
        await SendAsync(query, variables, Sign(await PrepareAsync(query, variables)));

    /// <summary>First step: the events that the request would write. Nothing is stored.</summary>
    public async Task<IReadOnlyList<PreparedEvent>> PrepareAsync(string query, object? variables = null)
    {
        var answer = await TryPrepareAsync(query, variables);
        return answer.Errors.Count == 0
            ? [.. answer.Body.Items("extensions.signing.events").Select(PreparedEvent.Read)]
            : throw new InvalidOperationException(answer.Body.ToString());
    }

    /// <summary>First step, whatever the answer.</summary>
    public Task<GraphQLAnswer> TryPrepareAsync(string query, object? variables = null) =>
        claimed.AskAsync(query, variables, new { signing = "prepare" });

    /// <summary>Signs what asks for it.</summary>
    public IReadOnlyList<SignedEvent> Sign(IEnumerable<PreparedEvent> events) =>
        [
            .. events.Select(prepared => new SignedEvent(
                prepared.Id,
                prepared.Block,
                prepared.Protected,
                SignatureOf(prepared)
            )),
        ];

    /// <summary>Second step.</summary>
    public Task<GraphQLAnswer> SendAsync(string query, object? variables, IReadOnlyList<SignedEvent> events) =>
        claimed.AskAsync(query, variables, new { signing = new { events = events.Select(item => item.ToJson()) } });

    byte[]? SignatureOf(PreparedEvent prepared) =>
        prepared.Protected is { } header
            ? signer.Sign(DagJws.SigningInput(Encoding.UTF8.GetBytes(header), Cid.Parse(prepared.Cid).Bytes))
            : null;
}

/// <summary>An event that the server made for the caller to sign.</summary>
/// <param name="Id">Its number in the list.</param>
/// <param name="Path">Field of the request that writes it.</param>
/// <param name="Block">DAG-CBOR.</param>
/// <param name="Cid">Of the block.</param>
/// <param name="Signer">Whose signature is asked for.</param>
/// <param name="Protected">Header to sign, JSON text; null when there is nothing to sign.</param>
public sealed record PreparedEvent(string Id, string Path, byte[] Block, string Cid, string Signer, string? Protected)
{
    internal static PreparedEvent Read(JsonElement json) =>
        new(
            json.Text("id")!,
            string.Join('.', json.Items("path")),
            Base64Url.TryDecode(json.Text("block"), out var block)
                ? block
                : throw new FormatException("block is not base64url"),
            json.Text("cid")!,
            json.Text("signer")!,
            json.Text("protected")
        );
}

/// <summary>An event as the caller gives it back.</summary>
public sealed record SignedEvent(string Id, byte[] Block, string? Protected, byte[]? Signature)
{
    /// <summary>DAG-CBOR of the capability under which a session key signed.</summary>
    public byte[]? Capability { get; init; }

    internal Dictionary<string, string?> ToJson()
    {
        var json = new Dictionary<string, string?>
        {
            ["id"] = Id,
            ["block"] = Base64Url.Encode(Block),
            ["protected"] = Protected,
            ["signature"] = Signature is null ? null : Base64Url.Encode(Signature),
        };
        if (Capability is not null)
            json["cacao"] = Base64Url.Encode(Capability);
        return json;
    }
}
