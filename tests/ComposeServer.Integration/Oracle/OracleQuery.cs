using System.Text.Json.Nodes;

namespace ComposeServer.Integration.Oracle;

/// <summary>A question that both the oracle and a server can answer.</summary>
/// <param name="Shape">How it is put to the server.</param>
/// <param name="Models">Whose documents are asked for.</param>
/// <param name="Controller">Only documents of this account; null for any.</param>
/// <param name="Related">Only documents whose field holds this.</param>
/// <param name="Filter">In its JSON form.</param>
/// <param name="Sort">Most significant first.</param>
/// <param name="Size">Of a page.</param>
/// <param name="Backward">Last ones first.</param>
sealed record OracleQuery(
    OracleShape Shape,
    IReadOnlyList<string> Models,
    string? Controller,
    (string Field, string Value)? Related,
    JsonObject? Filter,
    IReadOnlyList<OracleSort> Sort,
    int Size,
    bool Backward
)
{
    /// <summary>The node API never says what lies on the other side of a cursor.</summary>
    public bool ShowsBothFlags => Shape is not OracleShape.Collection;

    public JsonObject SortJson() =>
        new(Sort.Select(key => KeyValuePair.Create(key.Field, (JsonNode?)(key.Descending ? "DESC" : "ASC"))));

    public override string ToString() =>
        $"{Shape} of {string.Join('+', Models)} by {Controller} with {Related} where {Filter?.ToJsonString()} sorted {SortJson().ToJsonString()}, {Size} {(Backward ? "last" : "first")}";
}

/// <summary>The roads by which documents are asked for.</summary>
enum OracleShape
{
    /// <summary><c>POST /api/v0/collection</c>.</summary>
    Collection,

    /// <summary>All documents of a model or interface.</summary>
    Index,

    /// <summary>Documents of an account.</summary>
    AccountList,

    /// <summary>Documents that name an account.</summary>
    AccountReference,

    /// <summary>Documents that name another document.</summary>
    RelationFrom,
}

/// <summary>A page as a server answered it.</summary>
/// <param name="Count">Documents on all pages; null where it was not asked.</param>
sealed record AnsweredPage(
    IReadOnlyList<string> Ids,
    IReadOnlyList<string> Cursors,
    bool HasNext,
    bool HasPrevious,
    long? Count
);
