using System.Globalization;
using ComposeServer.Indexing.Catalogue;
using ComposeServer.Indexing.Paging;

namespace ComposeServer.Postgres.Query;

/// <summary>
/// The order of a page, and the conditions for what lies past a place in it. Ascending keys have nulls last and descending ones first,
/// as Postgres orders them by itself; ties are broken by time of creation and then by number, in the direction of the last key, so that
/// an index is read from one end to the other.
/// </summary>
sealed class OrderSql
{
    /// <summary>Characters of a number in a cursor. Postgres spells numbers without an exponent: 5e-324 takes 326.</summary>
    const int NumberLengthMax = 400;

    const NumberStyles PlainNumber = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;

    readonly IReadOnlyList<Key> _keys;
    readonly bool _backward;

    OrderSql(IReadOnlyList<Key> keys, int sortCount, bool backward)
    {
        _keys = keys;
        _backward = backward;
        SortCount = sortCount;
    }

    /// <summary>Number of fields to sort by, before the tie-breakers.</summary>
    public int SortCount { get; }

    public static OrderSql For(
        IReadOnlyList<IndexedModel> models,
        IReadOnlyList<ComposeServer.Indexing.Paging.SortKey> sort,
        bool backward
    )
    {
        var keys = new List<Key>();
        for (var i = 0; i < sort.Count; i++)
            AddKeys(keys, models, sort[i], i);
        var descending = sort.Count > 0 && sort[^1].Descending;
        keys.Add(new("created_at", KeyPart.CreatedAt, "", sort.Count, ColumnType.Reference, descending, false));
        keys.Add(new("doc", KeyPart.Doc, "", sort.Count, ColumnType.Reference, descending, false));
        return new(keys, sort.Count, backward);
    }

    /// <summary>True when the values of a cursor can be compared with the keys: a cursor is text from outside.</summary>
    public bool Accepts(IReadOnlyList<string?> values) =>
        values.Count == SortCount + 1
        && _keys.All(key =>
            key.Part is KeyPart.CreatedAt or KeyPart.Doc || values[key.Value] is not { } text || IsOf(key.Type, text)
        );

    /// <summary>The sort keys of one model's table, as columns <c>s0, t1, s1 …</c>.</summary>
    public string Columns(SqlText sql, IndexedModel model) =>
        string.Concat(SortKeys().Select(key => $", {Expression(sql, model, key)} as {key.Alias}"));

    /// <summary>The names that <see cref="Columns"/> gives.</summary>
    public string Names(string prefix) => string.Concat(SortKeys().Select(key => $", {prefix}{key.Alias}"));

    /// <summary>The values of the sort keys as text: what a cursor keeps.</summary>
    public string Texts(string prefix) =>
        string.Concat(Enumerable.Range(0, SortCount).Select(i => $", {prefix}s{i}::text"));

    /// <summary>Order by the columns that <see cref="Columns"/> names.</summary>
    public string By(string prefix) =>
        string.Join(", ", _keys.Select(key => $"{prefix}{key.Alias}{(key.Descending != _backward ? " desc" : "")}"));

    /// <summary>The other way round, over the expressions of one model's table.</summary>
    public string ByReversed(SqlText sql, IndexedModel model) =>
        string.Join(
            ", ",
            _keys.Select(key => $"{Expression(sql, model, key)}{(key.Descending == _backward ? " desc" : "")}")
        );

    /// <summary>
    /// Conditions for what lies past a place, seen in reading direction. Each is one stretch of an index; they exclude each other, and
    /// together they miss nothing.
    /// </summary>
    public IReadOnlyList<string> Past(SqlText sql, IndexedModel model, Cursor.Exact place) =>
        Stretches(sql, model, place, _backward);

    /// <summary>Conditions for the place itself and for what lies before it, seen in reading direction.</summary>
    public IReadOnlyList<string> Behind(SqlText sql, IndexedModel model, Cursor.Exact place) =>
        [$"d.doc = {sql.Number(place.Doc)}", .. Stretches(sql, model, place, !_backward)];

    static void AddKeys(
        List<Key> keys,
        IReadOnlyList<IndexedModel> models,
        ComposeServer.Indexing.Paging.SortKey sort,
        int index
    )
    {
        var types = models.Select(model => FieldType.Of(model.Definition, sort.Field)).ToArray();
        var type = types.Select(found => found?.Type).FirstOrDefault(found => found is not null) ?? ColumnType.Text;
        var isNullable = !Array.TrueForAll(types, found => found is { IsRequired: true });
        var isCut =
            type == ColumnType.Text
            && !Array.TrueForAll(types, FieldSql.IsWhole)
            && models.Any(model => model.FindFilled(sort.Field) is not null);
        var (part, alias) = (KeyPart.Field, string.Create(CultureInfo.InvariantCulture, $"s{index}"));
        if (isCut)
        {
            // Two keys in place of one: the beginning, which an index holds, and the whole text where beginnings are equal.
            var beginning = string.Create(CultureInfo.InvariantCulture, $"t{index}");
            keys.Add(new(beginning, KeyPart.Beginning, sort.Field, index, type, sort.Descending, isNullable));
            (part, isNullable) = (KeyPart.Whole, false);
        }

        keys.Add(new(alias, part, sort.Field, index, type, sort.Descending, isNullable));
    }

    IEnumerable<Key> SortKeys() => _keys.SkipLast(2);

    List<string> Stretches(SqlText sql, IndexedModel model, Cursor.Exact place, bool backward)
    {
        var sides = _keys.Select(key => SideOf(sql, model, key, place, key.Descending != backward)).ToArray();
        var stretches = new List<string>();
        var equal = "";
        for (var i = 0; i < sides.Length; )
        {
            if (sides[i].Value is null)
            {
                if (sides[i].Descends && !sides[i].IsWhole)
                    stretches.Add($"({equal}{sides[i].Field} is not null)");
                equal += $"{sides[i].Field} is null and ";
                i++;
                continue;
            }

            var end = i + 1;
            while (end < sides.Length && sides[end].Value is not null && sides[end].Descends == sides[i].Descends)
                end++;
            var left = string.Join(", ", sides[i..end].Select(side => side.Field));
            var right = string.Join(", ", sides[i..end].Select(side => side.Value));
            stretches.Add($"({equal}({left}) {(sides[i].Descends ? "<" : ">")} ({right}))");
            for (; i < end; i++)
            {
                if (sides[i].IsNullable && !sides[i].Descends)
                    stretches.Add($"({equal}{sides[i].Field} is null)");
                equal += $"{sides[i].Field} = {sides[i].Value} and ";
            }
        }

        return stretches;
    }

    static bool IsOf(ColumnType type, string text) =>
        type switch
        {
            ColumnType.Number => text.Length <= NumberLengthMax
                && double.TryParse(text, PlainNumber, CultureInfo.InvariantCulture, out var number)
                && double.IsFinite(number),
            ColumnType.Boolean => text is "true" or "false",
            _ => !text.Contains('\0'),
        };

    static Side SideOf(SqlText sql, IndexedModel model, Key key, Cursor.Exact place, bool descends)
    {
        var value = key.Part switch
        {
            KeyPart.Doc => sql.Number(place.Doc),
            KeyPart.Beginning when place.Values[key.Value] is { } text => sql.Text(IndexedColumn.Cut(text)) + "::text",
            _ => place.Values[key.Value] is { } text ? sql.Text(text) + FieldSql.Cast(key.Type) : null,
        };
        return new(Expression(sql, model, key), value, key.IsNullable, descends, key.Part == KeyPart.Whole);
    }

    static string Expression(SqlText sql, IndexedModel model, Key key) =>
        key.Part switch
        {
            KeyPart.CreatedAt => "d.created_at",
            KeyPart.Doc => "d.doc",
            KeyPart.Beginning => FieldSql.BeginningOf(sql, model, key.Field),
            KeyPart.Whole => FieldSql.InDocument(sql, key.Field, key.Type),
            _ => FieldSql.Of(
                sql,
                model,
                key.Field,
                key.Type,
                FieldSql.IsWhole(FieldType.Of(model.Definition, key.Field))
            ),
        };

    enum KeyPart
    {
        Field,
        Beginning,
        Whole,
        CreatedAt,
        Doc,
    }

    /// <param name="Value">Its place among the values of a cursor.</param>
    sealed record Key(
        string Alias,
        KeyPart Part,
        string Field,
        int Value,
        ColumnType Type,
        bool Descending,
        bool IsNullable
    );

    /// <param name="IsWhole">Null exactly where the key before it is.</param>
    readonly record struct Side(string Field, string? Value, bool IsNullable, bool Descends, bool IsWhole);
}
