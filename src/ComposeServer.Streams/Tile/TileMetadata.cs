using ComposeServer.Ipld;
using ComposeServer.Log.Intake;
using ComposeServer.Streams.Documents;

namespace ComposeServer.Streams.Tile;

/// <summary>Header members of tiles (ceramic.md 2.1). Members that nobody knows are kept as they come; those below have a type.</summary>
static class TileMetadata
{
    public const string Controllers = "controllers";
    public const string ForbidControllerChange = "forbidControllerChange";
    public const string Schema = "schema";

    /// <summary>What a header of an init or data event may not hold: known members of another type, and what JSON cannot carry.</summary>
    /// <returns>Null when the header is fine; <c>controllers</c> has been looked at elsewhere.</returns>
    public static Refusal? CheckTypes(IpldMap header)
    {
        if (DocumentContent.FindNotJson(header, "header") is { } fault)
            return Invalid($"Invalid header: {fault}");
        return Check(header, "family", "a text", value => value is IpldString)
            ?? Check(header, "tags", "a list of texts", IsTexts)
            ?? Check(header, "unique", "a text", value => value is IpldString)
            ?? Check(header, Schema, "the text of a CommitID", value => value is IpldString or IpldNull)
            ?? Check(header, ForbidControllerChange, "true or false", value => value is IpldBool);
    }

    public static Refusal Invalid(string detail) => new(RefusalCode.InvalidHeader, detail);

    static Refusal? Check(IpldMap header, string member, string expected, Func<IpldValue, bool> isRight) =>
        !header.TryGet(member, out var value) || isRight(value)
            ? null
            : Invalid($"Invalid '{member}' in header: it must be {expected}");

    static bool IsTexts(IpldValue value) => value is IpldList list && list.Items.All(item => item is IpldString);
}
