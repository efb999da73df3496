using System.Text.Json;
using System.Text.RegularExpressions;

namespace ComposeServer.Integration.NodeApi.Recorded;

/// <summary>Compares answers by names of members, types, and the texts that are not chance: ids, times, codes and cursors may differ.</summary>
static partial class Likeness
{
    static readonly string[] AnchorStatus =
    [
        "NOT_REQUESTED",
        "PENDING",
        "PROCESSING",
        "ANCHORED",
        "FAILED",
        "REPLACED",
    ];

    /// <summary>What a state has once its anchor has come; ours comes sooner.</summary>
    static readonly string[] OfAnchors = ["timestamp", "anchorProof"];

    const int MatchMsMax = 1000;

    /// <summary>Small numbers mean something; larger ones are times and counts.</summary>
    const int MeaningfulMax = 9;

    /// <returns>Sentences; none when the answers are alike.</returns>
    public static IEnumerable<string> Differences(JsonElement recorded, JsonElement ours, string place = "")
    {
        if (recorded.ValueKind != ours.ValueKind && !(IsFlag(recorded) && IsFlag(ours)))
            return [$"{place}: {recorded.ValueKind} was recorded, {ours.ValueKind} came: {ours}"];
        return recorded.ValueKind switch
        {
            // What documents say is what the request said.
            JsonValueKind.Object or JsonValueKind.String when place.EndsWith(".content", StringComparison.Ordinal) =>
            [],
            JsonValueKind.Object when IsMapOfStreams(recorded) => DifferencesOfMaps(recorded, ours, place),
            JsonValueKind.Object => DifferencesOfMembers(recorded, ours, place),
            JsonValueKind.Array when recorded.GetArrayLength() == 0 => [],
            JsonValueKind.Array when ours.GetArrayLength() == 0 => [$"{place}: is empty"],
            JsonValueKind.Array => Differences(recorded[0], ours[0], place + ".0"),
            JsonValueKind.String => DifferencesOfTexts(recorded.GetString()!, ours.GetString()!, place),
            JsonValueKind.Number => recorded.GetDouble() <= MeaningfulMax && IsNamed(place)
                ? recorded.GetDouble() == ours.GetDouble()
                    ? []
                    : [$"{place}: {recorded} was recorded, {ours} came"]
                : [],
            _ => [],
        };
    }

    static bool IsFlag(JsonElement json) => json.ValueKind is JsonValueKind.True or JsonValueKind.False;

    /// <summary>Kinds of streams, entries, signatures and events.</summary>
    static bool IsNamed(string place) =>
        place.EndsWith("type", StringComparison.OrdinalIgnoreCase)
        || place.EndsWith("signature", StringComparison.Ordinal);

    static bool IsMapOfStreams(JsonElement json) =>
        json.EnumerateObject().Any() && json.EnumerateObject().All(member => AnyStream().IsMatch(member.Name));

    static IEnumerable<string> DifferencesOfMaps(JsonElement recorded, JsonElement ours, string place)
    {
        if (!IsMapOfStreams(ours))
            return [$"{place}: no map of streams: {ours}"];
        var (theirs, mine) = (recorded.EnumerateObject().ToList(), ours.EnumerateObject().ToList());
        return theirs.Count == mine.Count
            ? Differences(theirs[0].Value, mine[0].Value, place + ".*")
            : [$"{place}: {theirs.Count} streams were recorded, {mine.Count} came"];
    }

    static IEnumerable<string> DifferencesOfMembers(JsonElement recorded, JsonElement ours, string place)
    {
        foreach (var member in recorded.EnumerateObject())
            if (!ours.TryGetProperty(member.Name, out var mine))
                yield return $"{place}: has no {member.Name}";
            else
                foreach (var difference in Differences(member.Value, mine, $"{place}.{member.Name}"))
                    yield return difference;
        foreach (var member in ours.EnumerateObject())
            if (
                !recorded.TryGetProperty(member.Name, out _)
                && !(member.Name == "code" && IsError(recorded))
                && !OfAnchors.Contains(member.Name)
            )
                yield return $"{place}: {member.Name} was not recorded";
    }

    static bool IsError(JsonElement json) => json.TryGetProperty("error", out _);

    static IEnumerable<string> DifferencesOfTexts(string recorded, string ours, string place)
    {
        if (place.EndsWith(".anchorStatus", StringComparison.Ordinal))
            return AnchorStatus.Contains(ours) ? [] : [$"{place}: {ours} is no status"];
        var (theirs, mine) = (Plain(recorded), Plain(ours));
        return theirs == mine ? [] : [$"{place}: '{theirs}' was recorded, '{mine}' came"];
    }

    /// <summary>A text in which chance has been taken out.</summary>
    public static string Plain(string text)
    {
        text = AnyDid().Replace(AnyCode().Replace(text, "<uuid>"), "<did>");
        text = AnyStream().Replace(AnyCid().Replace(text, "<cid>"), "<stream>");
        text = AnyBytes().Replace(AnyToken().Replace(text, "<token>"), "<bytes>");
        return AnyPeer().Replace(text, "<peer>").TrimEnd();
    }

    [GeneratedRegex(@"\bk[0-9a-z]{28,}", RegexOptions.None, MatchMsMax)]
    private static partial Regex AnyStream();

    [GeneratedRegex(@"\bba[fg][0-9a-z]{50,}", RegexOptions.None, MatchMsMax)]
    private static partial Regex AnyCid();

    [GeneratedRegex("did:key:z6Mk[1-9A-Za-z]+(#z6Mk[1-9A-Za-z]+)?", RegexOptions.ExplicitCapture, MatchMsMax)]
    private static partial Regex AnyDid();

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f-]{27}", RegexOptions.None, MatchMsMax)]
    private static partial Regex AnyCode();

    /// <summary>Cursors, blocks, signatures and unique values in a base64.</summary>
    [GeneratedRegex("^[0-9A-Za-z+/_-]{16,}=*$", RegexOptions.None, MatchMsMax)]
    private static partial Regex AnyBytes();

    [GeneratedRegex("^[0-9]+$", RegexOptions.None, MatchMsMax)]
    private static partial Regex AnyToken();

    [GeneratedRegex("^(12D3Koo[0-9A-Za-z]+|/ip4/.*|<peer>|<multiaddr>)$", RegexOptions.ExplicitCapture, MatchMsMax)]
    private static partial Regex AnyPeer();
}
