using System.Text;
using ComposeServer.Fuzz.Seeds;
using ComposeServer.Identity.Sessions;
using ComposeServer.Ipld;

namespace ComposeServer.Fuzz.Targets;

/// <summary>Session texts. An input is the JSON inside, and the text itself.</summary>
sealed class DidSessionTarget : FuzzTarget
{
    public override string Name => "did-session";

    public override InputForm Form => InputForm.Json;

    public override IReadOnlyList<string> Words { get; } =
    ["sessionKeySeed", "cacao", "h", "p", "s", "m", "aad", "iat", "exp", "aud", "iss", "resources", "\\ud800", "\\n"];

    public override IEnumerable<byte[]> Seeds() =>
        [
            .. Vectors
                .Texts("vectors/events-pkh-cacao.json", "sessionString")
                .Select(text => Base64Url.TryDecode(text.TrimEnd('='), out var json) ? json : []),
            .. Vectors.Utf8("vectors/events-pkh-cacao.json", "sessionString").Take(1),
        ];

    protected override void Check(byte[] input)
    {
        Check(Encoding.UTF8.GetString(input));
        if (input.Length <= DidSession.TextLengthMax)
            Check(Base64Url.Encode(input));
    }

    static void Check(string text)
    {
        using var session = Door.Through(() => DidSession.TryParse(text, out var read, out _) ? read : null);
        if (session is null)
            return;
        Oracle.Holds(session.Signer.Did.Text == session.Capability.Payload.Audience, "a session is for its own key");
        var written = session.Serialize();
        using var same = DidSession.TryParse(written, out var again, out _) ? again : null;
        Oracle.Holds(same?.Capability.Cid == session.Capability.Cid, "what is written of a session reads as it");
        Oracle.Holds(same!.Serialize() == written, "a session has one text");
    }
}
