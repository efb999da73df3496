using System.Text;
using System.Text.Json;
using ComposeServer.Identity.Dids;
using ComposeServer.Ipld;
using ComposeServer.Query.Requests;

namespace ComposeServer.Query.Mutations;

/// <summary>Reads <c>extensions.signing</c> of a request.</summary>
/// <remarks>
/// <c>"prepare"</c>, or <c>{ "events": [{ id, block, protected, signature, cacao? }] }</c> with bytes as base64url. The author is the
/// viewer that the request claims; a signature proves it.
/// </remarks>
public static class SigningReader
{
    /// <summary>Events of one request.</summary>
    public const int EventsMax = 500;

    /// <param name="extensions">The request's extensions; undefined when there are none.</param>
    /// <param name="viewer">Who asks.</param>
    /// <param name="signing">How mutations are signed.</param>
    /// <param name="error">Why that cannot be told, with the code <c>SIGNING_MALFORMED</c>.</param>
    public static bool TryRead(JsonElement extensions, Viewer viewer, out Signing signing, out string error)
    {
        error = "";
        signing = viewer is Viewer.BySession session ? new Signing.BySession(session.Session) : new Signing.Nobody();
        if (extensions.ValueKind != JsonValueKind.Object || !extensions.TryGetProperty("signing", out var member))
            return true;
        if (viewer.Did is not { } author)
        {
            error = "extensions.signing needs a viewer: send the header ComposeDB-ViewerID";
            return false;
        }

        switch (member.ValueKind)
        {
            case JsonValueKind.String when member.ValueEquals("prepare"):
                signing = new Signing.Preparation(author);
                return true;
            case JsonValueKind.Object when member.TryGetProperty("events", out var events):
                return TryReadEvents(events, author, out signing, out error);
            default:
                error = "extensions.signing must be \"prepare\" or {\"events\": […]}";
                return false;
        }
    }

    static bool TryReadEvents(JsonElement events, Did author, out Signing signing, out string error)
    {
        signing = null!;
        error = "extensions.signing.events must be a list";
        if (events.ValueKind != JsonValueKind.Array)
            return false;
        if (events.GetArrayLength() > EventsMax)
        {
            error = $"extensions.signing.events holds more than {EventsMax} events";
            return false;
        }

        var found = new List<SignedEvent>();
        foreach (var item in events.EnumerateArray())
        {
            if (!TryReadEvent(item, out var signed, out error))
                return false;
            found.Add(signed);
        }

        signing = new Signing.ByCaller(author, found);
        return true;
    }

    static bool TryReadEvent(JsonElement item, out SignedEvent signed, out string error)
    {
        signed = null!;
        error = "each of extensions.signing.events must be an object with the texts id and block";
        if (item.ValueKind != JsonValueKind.Object || !TryText(item, "id", out var id) || id is null)
            return false;
        if (!TryBytes(item, "block", out var block) || block is null)
            return false;
        error = $"event {id} of extensions.signing: protected, signature and cacao must be texts";
        if (!TryText(item, "protected", out var header) || !TryBytes(item, "signature", out var signature))
            return false;
        if (!TryBytes(item, "cacao", out var cacao))
            return false;
        signed = new(
            id,
            block,
            header is null ? null : Encoding.UTF8.GetBytes(header),
            signature is null ? (ReadOnlyMemory<byte>?)null : signature,
            cacao is null ? null : Block.Of(Multicodec.DagCbor, cacao)
        );
        return true;
    }

    static bool TryBytes(JsonElement item, string name, out byte[]? bytes)
    {
        bytes = null;
        return TryText(item, name, out var text) && (text is null || Base64Url.TryDecode(text, out bytes));
    }

    static bool TryText(JsonElement item, string name, out string? text)
    {
        text = null;
        if (!item.TryGetProperty(name, out var member) || member.ValueKind == JsonValueKind.Null)
            return true;
        if (member.ValueKind != JsonValueKind.String)
            return false;
        try
        {
            text = member.GetString();
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
