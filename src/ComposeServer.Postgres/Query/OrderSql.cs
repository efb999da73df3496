using System.Globalization;
using ComposeServer.Indexing.Catalogue;
using ComposeServer.Indexing.Paging;

namespace ComposeServer.Postgres.Query;

/// <summary>
/// The order of a page, and the condition for what lies past a place in it. Ascending keys have nulls last and descending ones first,
/// as Postgres orders them by itself; ties are broken by time of creation and then by number, oldest first.
/// </summary>
sealed class OrderSql
{
    readonly IReadOnlyList<Key> _keys;
    readonly bool _backward;

    OrderSql(IReadOnlyList<Key> keys, bool backward) => (_keys, _backward) = (keys, backward);

    /// <summary>Number of keys before the tie-breakers.</summary>
    public int SortCount => _keys.Count - 2;

    public static OrderSql For(
        IReadOnlyList<IndexedModel> models,
        IReadOnlyList<ComposeServer.Indexing.Paging.SortKey> sort,
        bool backward
    )
    {
        var keys = new List<Key>();
        foreach (var key in sort)
        {
            var types = models.Select(model => FieldType.Of(model.Definition, key.Field)).ToArray();
            keys.Add(
                new(
                    key.Field,
                    types.Select(type => type?.Type).FirstOrDefault(type => type is not null) ?? ColumnType.Text,
                    key.Descending,
                    IsNullable: !Array.TrueForAll(types, type => type is { IsRequired: true }),
                    IsWhole: Array.TrueForAll(types, type => type?.LengthMax <= FieldSql.WholeTextMax)
                )
            );
        }

        keys.Add(new("created_at", ColumnType.Reference, false, false, true));
        keys.Add(new("doc", ColumnType.Reference, false, false, true));
        return new(keys, backward);
    }

    /// <summary>True when the values of a cursor can be compared with the keys: a cursor is text from outside.</summary>
    public bool Accepts(IReadOnlyList<string?> values) =>
        values.Count == SortCount + 1
        && Enumerable.Range(0, SortCount).All(i => values[i] is not { } text || IsOf(_keys[i].Type, text));

    /// <summary>The sort keys of one model's table, as columns <c>s0, s1 …</c>.</summary>
    public string Columns(SqlText sql, IndexedModel model) =>
        string.Concat(Enumerable.Range(0, SortCount).Select(i => $", {Expression(sql, model, i)} as s{i}"));

    /// <summary>Order by the columns that <see cref="Columns"/> names.</summary>
    public string By(string prefix) =>
        string.Join(
            ", ",
            _keys.Select(
                (key, i) =>
                    $"{prefix}{(i < SortCount ? $"s{i}" : key.Field)}{(key.Descending != _backward ? " desc" : "")}"
            )
        );

    /// <summary>True for what lies past a place, seen in reading direction.</summary>
    public string Past(SqlText sql, IndexedModel model, Cursor.Exact place) => Past(sql, model, place, _backward);

    /// <summary>True for the place itself and for what lies before it, seen in reading direction.</summary>
    public string Behind(SqlText sql, IndexedModel model, Cursor.Exact place) =>
        $"(d.doc = {sql.Number(place.Doc)} or {Past(sql, model, place, !_backward)})";

    string Past(SqlText sql, IndexedModel model, Cursor.Exact place, bool backward)
    {
        var sides = _keys.Select((key, i) => SideOf(sql, model, key, i, place)).ToArray();
        var descending = _keys[0].Descending != backward;
        if (_keys.All(key => !key.IsNullable && key.Descending != backward == descending))
        {
            var left = string.Join(", ", sides.Select(side => side.Field));
            var right = string.Join(", ", sides.Select(side => side.Value));
            return $"(({left}) {(descending ? "<" : ">")} ({right}))";
        }

        var branches = new List<string>();
        var equal = "";
        for (var i = 0; i < _keys.Count; i++)
        {
            branches.Add($"({equal}{Beyond(sides[i], _keys[i].Descending != backward)})");
            equal += sides[i].Value is { } value
                ? $"{sides[i].Field} = {value} and "
                : $"{sides[i].Field} is null and ";
        }

        return $"({string.Join(" or ", branches)})";
    }

    static bool IsOf(ColumnType type, string text) =>
        type switch
        {
            ColumnType.Number => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                && double.IsFinite(number),
            ColumnType.Boolean => text is "true" or "false",
            _ => !text.Contains('\0'),
        };

    static string Beyond(Side side, bool descending) =>
        (side.Value, descending) switch
        {
            (null, false) => "false",
            (null, true) => $"{side.Field} is not null",
            ({ } value, true) => $"{side.Field} < {value}",
            ({ } value, false) => side.IsNullable
                ? $"({side.Field} > {value} or {side.Field} is null)"
                : $"{side.Field} > {value}",
        };

    Side SideOf(SqlText sql, IndexedModel model, Key key, int index, Cursor.Exact place)
    {
        if (index > SortCount)
            return new("d.doc", sql.Number(place.Doc), false);
        var value = place.Values[index] is { } text ? sql.Text(text) + FieldSql.Cast(key.Type) : null;
        return new(Expression(sql, model, index), value, key.IsNullable);
    }

    string Expression(SqlText sql, IndexedModel model, int index) =>
        index < SortCount
            ? FieldSql.Of(sql, model, _keys[index].Field, _keys[index].Type, _keys[index].IsWhole)
            : $"d.{_keys[index].Field}";

    /// <param name="IsWhole">Texts are never longer than their column.</param>
    sealed record Key(string Field, ColumnType Type, bool Descending, bool IsNullable, bool IsWhole);

    readonly record struct Side(string Field, string? Value, bool IsNullable);
}
