namespace ComposeServer.Integration.Oracle;

/// <summary>The models that the oracle knows: fields of every kind that can be compared, alone and in indices of several.</summary>
static class OracleSchema
{
    public const string Sdl = """
        enum Kind { ALPHA BETA GAMMA }

        interface Named @createModel(description: "Has a name and perhaps a size") {
          name: String! @string(maxLength: 40)
          size: Int
        }

        type Thing implements Named
          @createModel(accountRelation: LIST, description: "Fields of every kind")
          @createIndex(fields: [{ path: ["name"] }])
          @createIndex(fields: [{ path: ["size"] }])
          @createIndex(fields: [{ path: ["rank"] }])
          @createIndex(fields: [{ path: ["ratio"] }])
          @createIndex(fields: [{ path: ["flag"] }])
          @createIndex(fields: [{ path: ["at"] }])
          @createIndex(fields: [{ path: ["note"] }])
          @createIndex(fields: [{ path: ["kind"] }, { path: ["at"] }])
          @createIndex(fields: [{ path: ["flag"] }, { path: ["size"] }, { path: ["name"] }]) {
          name: String! @string(maxLength: 40)
          size: Int
          rank: Int!
          ratio: Float
          flag: Boolean
          kind: Kind
          at: DateTime
          note: String @string(maxLength: 1000)
          plain: String @string(maxLength: 100)
          owner: DID @accountReference
          parts: [Part] @relationFrom(model: "Part", property: "thingID")
          partsCount: Int! @relationCountFrom(model: "Part", property: "thingID")
        }

        type Part implements Named
          @createModel(accountRelation: LIST, description: "Belongs to a thing")
          @createIndex(fields: [{ path: ["size"] }])
          @createIndex(fields: [{ path: ["name"] }, { path: ["size"] }]) {
          name: String! @string(maxLength: 40)
          size: Int
          thingID: StreamID! @documentReference(model: "Thing")
        }
        """;

    public const string Thing = nameof(Thing);

    public const string Part = nameof(Part);

    public const string Named = nameof(Named);

    /// <summary>Fields by model, with how they are compared.</summary>
    public static readonly IReadOnlyDictionary<string, IReadOnlyList<OracleField>> Fields = new Dictionary<
        string,
        IReadOnlyList<OracleField>
    >(StringComparer.Ordinal)
    {
        [Thing] =
        [
            new("name", OracleKind.Text),
            new("size", OracleKind.Whole),
            new("rank", OracleKind.Whole),
            new("ratio", OracleKind.Fraction),
            new("flag", OracleKind.Flag),
            new("at", OracleKind.Time),
            new("note", OracleKind.LongText),
            new("kind", OracleKind.Choice),
            new("plain", OracleKind.Text, IsIndexed: false),
            new("owner", OracleKind.Account, IsIndexed: false),
        ],
        [Part] =
        [
            new("name", OracleKind.Text),
            new("size", OracleKind.Whole),
            new("thingID", OracleKind.Document, IsIndexed: false),
        ],
        [Named] = [new("name", OracleKind.Text), new("size", OracleKind.Whole)],
    };
}

/// <summary>A field that queries compare.</summary>
/// <param name="IsIndexed">Whether GraphQL offers it; the node API compares any.</param>
sealed record OracleField(string Name, OracleKind Kind, bool IsIndexed = true);

/// <summary>What values a field takes.</summary>
enum OracleKind
{
    Text,
    LongText,
    Time,
    Choice,
    Account,
    Document,
    Whole,
    Fraction,
    Flag,
}
