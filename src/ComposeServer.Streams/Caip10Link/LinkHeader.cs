using System.Diagnostics.CodeAnalysis;
using ComposeServer.Ipld;
using ComposeServer.Log.Intake;
using ComposeServer.Streams.Documents;

namespace ComposeServer.Streams.Caip10Link;

/// <summary>Header of a link's init event.</summary>
/// <param name="Account">The account that is linked: only it may write.</param>
/// <param name="Members">All of it; the metadata are made of these, letter for letter.</param>
sealed record LinkHeader(LinkAccount Account, IpldMap Members)
{
    const string Family = "caip10-";

    /// <summary>
    /// True when the only controller is an account, or the family says that it is meant to be. The blocks of events do not name their
    /// type, and tiles are controlled by DIDs.
    /// </summary>
    public static bool IsLink(IpldMap body)
    {
        if (!body.TryGet<IpldMap>("header", out var header) || header.Has("model"))
            return false;
        var controller =
            header.TryGet("controllers", out var found) && found is IpldList { Count: 1 } only
                ? (only[0] as IpldString)?.Value
                : null;
        if (controller is not null && LinkAccount.TryParse(controller, out _))
            return true;
        return header.TryGet<IpldString>("family", out var family)
            && family.Value.StartsWith(Family, StringComparison.Ordinal)
            && controller?.StartsWith("did:", StringComparison.Ordinal) != true;
    }

    public static bool TryRead(IpldMap body, [NotNullWhen(true)] out LinkHeader? header, out Refusal refusal)
    {
        header = null;
        if (!ControllerHeader.TryRead(body, out var text, out refusal))
            return false;
        var members = (IpldMap)body["header"];
        if (!LinkAccount.TryParse(text, out var account))
            refusal = Invalid($"Controller is not a blockchain account: {text}");
        else if (DocumentContent.FindNotJson(members, "header") is { } fault)
            refusal = Invalid($"Invalid header: {fault}");
        else if (members.TryGet("family", out var family) && family is not IpldString)
            refusal = Invalid("Invalid 'family' in header: it must be a text");
        else
            header = new(account, members);
        return header is not null;
    }

    static Refusal Invalid(string detail) => new(RefusalCode.InvalidHeader, detail);
}
