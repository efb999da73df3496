using System.Diagnostics.CodeAnalysis;
using ComposeServer.Ipld;
using ComposeServer.Log.Intake;

namespace ComposeServer.Streams.Caip10Link;

/// <summary>What an account signed to link itself to a DID: member <c>data</c> of a link's commit (ceramic.md 6.2), version 2.</summary>
/// <param name="Type"><c>ethereum-eoa</c>, <c>erc1271</c>, <c>solana</c> and so on; only <c>erc1271</c> makes a difference.</param>
/// <param name="Message">The signed text.</param>
/// <param name="Signature">As the chain's wallets write it.</param>
/// <param name="Account">Who signed.</param>
/// <param name="Said">What the text says.</param>
public sealed record LinkProof(string? Type, string Message, string Signature, LinkAccount Account, LinkMessage Said)
{
    const int VersionRead = 2;

    /// <summary>A proof as clients make it of what an account signed.</summary>
    /// <param name="type"><c>ethereum-eoa</c> or <c>solana</c>.</param>
    /// <param name="message">From <see cref="LinkMessage.Write"/>.</param>
    /// <param name="signature">As the wallet gave it.</param>
    /// <param name="account">Who signed.</param>
    public static LinkProof Of(string type, string message, string signature, LinkAccount account) =>
        new(type, message, signature, account, LinkMessage.Read(message));

    /// <summary>The proof as commits hold it.</summary>
    public IpldMap ToIpld()
    {
        var data = IpldMap.Of(
            ("version", VersionRead),
            ("message", Message),
            ("signature", Signature),
            ("account", Account.Text)
        );
        data = Type is null ? data : data.With("type", Type);
        return Said.TimestampSeconds is { } seconds ? data.With("timestamp", seconds) : data;
    }

    /// <summary>Reads a proof; whether it holds remains to be seen.</summary>
    /// <param name="body">Payload of a data event.</param>
    /// <param name="proof">The proof.</param>
    /// <param name="refusal">What is wrong with it.</param>
    internal static bool TryRead(IpldMap body, [NotNullWhen(true)] out LinkProof? proof, out Refusal refusal)
    {
        proof = null;
        refusal = default;
        if (!body.TryGet<IpldMap>("data", out var data))
            refusal = Invalid("data is not a link proof");
        else if (data.TryGet("version", out var version) && !version.Equals((IpldValue)VersionRead))
            refusal = Unsupported($"proof with version '{version}' not supported");
        else if (!data.Has("version"))
            refusal = Unsupported("proof without version not supported");
        else if (!TryText(data, "message", out var message) || !TryText(data, "signature", out var signature))
            refusal = Invalid("message and signature must be texts");
        else if (!TryText(data, "account", out var text) || !LinkAccount.TryParse(text, out var account))
            refusal = Invalid("Invalid accountId provided");
        else if (data.TryGet("type", out var type) && type is not IpldString)
            refusal = Invalid("type must be a text");
        else
        {
            var said = LinkMessage.Read(message);
            // Only what was signed counts: a time beside it could be anyone's.
            if (data.TryGet("timestamp", out var stated) && !IsTime(stated, said.TimestampSeconds))
                refusal = Invalid($"timestamp {stated} is not the one that was signed");
            else
                proof = new((type as IpldString)?.Value, message, signature, account, said);
        }

        return proof is not null;
    }

    internal static Refusal Invalid(string detail) => new(RefusalCode.InvalidLinkProof, Text(detail));

    internal static Refusal Unsupported(string detail) => new(RefusalCode.UnsupportedLinkProof, Text(detail));

    static string Text(string detail) =>
        $"Error while validating link proof for caip10-link signed commit: Error: {detail}";

    static bool IsTime(IpldValue stated, long? signed) => signed is { } seconds && stated.Equals((IpldValue)seconds);

    static bool TryText(IpldMap data, string member, [NotNullWhen(true)] out string? text)
    {
        text = data.TryGet<IpldString>(member, out var found) ? found.Value : null;
        return text is not null;
    }
}
