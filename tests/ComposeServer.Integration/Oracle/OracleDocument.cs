using System.Text.Json.Nodes;

namespace ComposeServer.Integration.Oracle;

/// <summary>A document as the oracle remembers it.</summary>
/// <param name="No">Order of creation.</param>
/// <param name="CreatedAt">Milliseconds; several documents share them.</param>
/// <param name="Content">Never changed in place. Numbers are doubles.</param>
/// <param name="IsHidden">Out of every index.</param>
sealed record OracleDocument(
    int No,
    string Id,
    string Model,
    string Controller,
    long CreatedAt,
    JsonObject Content,
    bool IsHidden
);

/// <summary>Where a document stood in an order when its cursor was given out.</summary>
/// <param name="Values">Of the sort keys.</param>
sealed record OraclePlace(IReadOnlyList<JsonNode?> Values, long CreatedAt, int No);

/// <summary>One field to sort by.</summary>
sealed record OracleSort(string Field, bool Descending);

/// <summary>What a page must be.</summary>
sealed record OraclePage(IReadOnlyList<OracleDocument> Items, bool HasNext, bool HasPrevious);
