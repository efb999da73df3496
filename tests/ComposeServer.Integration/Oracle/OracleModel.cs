namespace ComposeServer.Integration.Oracle;

/// <summary>The plain, slow truth about pages and counts: every document is looked at for every question.</summary>
sealed class OracleModel
{
    readonly List<OracleDocument> _documents = [];

    public IReadOnlyList<OracleDocument> Documents => _documents;

    /// <summary>Adds a document, or puts it in place of what it was.</summary>
    public void Put(OracleDocument document)
    {
        if (document.No < _documents.Count)
            _documents[document.No] = document;
        else
            _documents.Add(document);
    }

    /// <returns>A page, and how many documents there are on all pages.</returns>
    public (OraclePage Page, int Count) Answer(OracleQuery query, OraclePlace? from)
    {
        var all = Found(query).Select(document => (Document: document, Place: Of(query, document))).ToList();
        all.Sort((left, right) => Compare(query, left.Place, right.Place));
        return (Page(query, from, all), all.Count);
    }

    static OraclePage Page(OracleQuery query, OraclePlace? from, List<(OracleDocument Document, OraclePlace Place)> all)
    {
        var (ahead, behind) = (new List<OracleDocument>(), false);
        foreach (var (document, place) in all)
        {
            // Below zero: not reached yet, in reading direction.
            var sign = from is null ? -1 : Compare(query, from, place) * (query.Backward ? -1 : 1);
            if (sign < 0)
                ahead.Add(document);
            behind |= sign > 0 || document.No == from?.No;
        }

        behind &= query.ShowsBothFlags;
        var more = ahead.Count > query.Size;
        return query.Backward
            ? new([.. ahead.TakeLast(query.Size)], behind, more)
            : new([.. ahead.Take(query.Size)], more, behind);
    }

    /// <summary>Where a document stands in the order of a query.</summary>
    public static OraclePlace Of(OracleQuery query, OracleDocument document) =>
        new([.. query.Sort.Select(key => document.Content[key.Field])], document.CreatedAt, document.No);

    IEnumerable<OracleDocument> Found(OracleQuery query) =>
        _documents.Where(document =>
            !document.IsHidden
            && query.Models.Contains(document.Model)
            && (query.Controller is null || query.Controller == document.Controller)
            && (
                query.Related is not { } related || document.Content[related.Field]?.GetValue<string>() == related.Value
            )
            && OracleFilter.Passes(query.Filter, document.Content)
        );

    static int Compare(OracleQuery query, OraclePlace left, OraclePlace right)
    {
        for (var i = 0; i < query.Sort.Count; i++)
        {
            var sign = OracleValues.CompareOptional(left.Values[i], right.Values[i]);
            if (sign != 0)
                return query.Sort[i].Descending ? -sign : sign;
        }

        var tie = (left.CreatedAt, left.No).CompareTo((right.CreatedAt, right.No));
        return query.Sort.Count > 0 && query.Sort[^1].Descending ? -tie : tie;
    }
}
