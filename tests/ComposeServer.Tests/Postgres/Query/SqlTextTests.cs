using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ComposeServer.Identity.Dids;
using ComposeServer.Indexing.Catalogue;
using ComposeServer.Indexing.Filters;
using ComposeServer.Indexing.Paging;
using ComposeServer.Ipld;
using ComposeServer.Postgres.Query;
using ComposeServer.Query.Plan;
using ComposeServer.Streams;
using ComposeServer.Testing.Streams;
using SortKey = ComposeServer.Indexing.Paging.SortKey;

namespace ComposeServer.Tests.Postgres.Query;

/// <summary>The text of statements follows from the shape of a question alone; whatever came from outside is a parameter.</summary>
public partial class SqlTextTests
{
    /// <summary>Stands in everything that comes from outside.</summary>
    const string Mark = "zqx";

    static readonly string[] Hostile =
    [
        "'",
        "\"",
        "\\",
        ";--",
        "/*",
        "$1",
        "%",
        "_",
        "\n",
        "é",
        "\U0001f600",
        " or true",
        "\u0001",
    ];

    static readonly string[] Words =
    [
        "select",
        "true",
        "false",
        "from",
        "where",
        "and",
        "or",
        "not",
        "null",
        "is",
        "any",
        "all",
        "order",
        "by",
        "limit",
        "desc",
        "as",
        "on",
        "left",
        "join",
        "lateral",
        "union",
        "case",
        "when",
        "then",
        "end",
        "collate",
        "coalesce",
        "count",
        "unnest",
        "with",
        "ordinality",
        "json_typeof",
        "else",
        "json_send",
        "json_build_array",
        "to_json",
        "int4send",
        "int8send",
        "boolsend",
        "string_agg",
        "length",
        "octet_length",
        "textsend",
        "id",
        "bytea",
        "int4",
        "bytes",
        "offset",
        "tip_cid",
        "q",
        "a",
        "0",
        "text",
        "numeric",
        "boolean",
        "bigint",
        "log",
        "principal",
        "d",
        "m",
        "x",
        "l",
        "p",
        "u",
        "doc",
        "created_at",
        "content",
        "ord",
        "name",
        "family",
        "tip_position",
        "state",
        "log_no",
        "did",
        "author_no",
        "related",
        "related_no",
        "controller",
        "controller_no",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Nothing_from_outside_gets_into_the_text(int seed)
    {
        for (var i = 0; i < 700; i++)
        {
            var one = TextsOf(new Random(seed * 1000 + i), "one");
            var other = TextsOf(new Random(seed * 1000 + i), "other");

            Assert.Equal(one, other);
            Assert.All(
                one,
                text =>
                {
                    Assert.DoesNotContain(Mark, text, StringComparison.OrdinalIgnoreCase);
                    Assert.DoesNotContain(Token.Matches(text).Select(token => token.Value), token => !IsOurs(token));
                }
            );
        }
    }

    [Fact]
    public void A_word_that_is_not_ours_is_found()
    {
        Assert.False(IsOurs("drop"));
        Assert.False(IsOurs("'x'"));
        Assert.False(IsOurs("\"D\""));
        Assert.True(IsOurs("doc_12"));
        Assert.True(IsOurs("$12"));
    }

    [GeneratedRegex("""'[^']*'|"[^"]*"|\$\d+|\w+""", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Token { get; }

    [GeneratedRegex(
        @"^(doc_\d+|k_\d+|ref_\d+|[st]\d+|\$\d+|1|2|4|8|16|32|64|128|256|512|1024|200)$",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Numbered { get; }

    static bool IsOurs(string token) =>
        Words.Contains(token, StringComparer.Ordinal)
        || Numbered.IsMatch(token)
        || token
            is "'number'"
                or "'boolean'"
                or "\"C\""
                or "''"
                or "'[]'"
                or @"'\x00'"
                or @"'\x01'"
                or @"'\x02'"
                or @"'\x03'";

    /// <summary>A page, a count and a look-up of random shape; only the contents of texts depend on the flavour.</summary>
    static string[] TextsOf(Random random, string flavour)
    {
        var model = Model(random, flavour);
        IndexedModel[] models = random.Next(3) == 0 ? [model, model with { TableNo = 8 }] : [model];
        var fields = model.Columns.Where(column => column.Kind == ColumnKind.Key).ToArray();
        var set = new DocumentSet(
            models,
            random.Next(4) switch
            {
                0 => new RelationField(Text(random, flavour), ColumnKind.Account),
                1 => new RelationField(Text(random, flavour), ColumnKind.Document),
                _ => null,
            },
            random.Next(2) == 0,
            random.Next(5) == 0 ? null : Filter(random, flavour, fields, 0)
        );
        var sort = fields.OrderBy(_ => random.Next()).Take(random.Next(4));
        SortKey[] keys = [.. sort.Select(field => new SortKey(field.Field, random.Next(2) == 0))];
        string?[] values =
        [
            .. keys.Select(key =>
                random.Next(4) == 0 ? null : Value(random, flavour, fields.First(field => field.Field == key.Field))
            ),
            "1700000000000",
        ];
        var place =
            random.Next(3) == 0 ? null : new Cursor.Exact(Text(random, flavour), Text(random, flavour), values, 5);
        var window = new PageWindow(keys, 1 + random.Next(1000), random.Next(2) == 0, place, random.Next(2) == 0);
        var order = OrderSql.For(models, keys, window.Backward);
        PageParent[] parents = [new(Text(random, flavour), Did.Parse($"did:{flavour}:{Mark}")), PageParent.None];
        var tree = Tree(random, flavour, set with { Models = [model] }, window);
        return
        [
            TreeSql.Of(tree, parents).ToString(),
            PageSql.Of(set, window, order, place, parents).ToString(),
            CountSql.Of(set, parents).ToString(),
            PlaceSql.Of(set, order, 5).ToString(),
        ];
    }

    /// <summary>A page, and below it pages, counts and documents of the same set.</summary>
    static PageRead Tree(Random random, string flavour, DocumentSet set, PageWindow window)
    {
        var column = new IndexedColumn(9, Text(random, flavour), ColumnKind.Document, ColumnType.Reference);
        var tie = new ParentTie(
            (ParentNumber)random.Next(2),
            random.Next(2) == 0 ? Did.Parse($"did:{flavour}:{Mark}") : null
        );
        var leaf = new DocumentRead(true, true, true, true, []);
        BranchRead[] branches =
        [
            new BranchRead.Count(set, tie),
            new BranchRead.Page(new(set, window with { Cursor = null }, tie, random.Next(2) == 0, leaf)),
            new BranchRead.One(column, set.Models[0], leaf with { Branches = [new BranchRead.Count(set, tie)] }),
            new BranchRead.Zero(),
        ];
        return new(set, window, ParentTie.OfParent, random.Next(2) == 0, leaf with { Branches = branches });
    }

    static IndexedModel Model(Random random, string flavour)
    {
        var properties = new JsonObject();
        var columns = new List<IndexedColumn>();
        for (var i = 1; i <= 4; i++)
        {
            var type = (ColumnType)random.Next(3);
            var name = Text(random, flavour) + i;
            properties[name] = new JsonObject
            {
                ["type"] = type switch
                {
                    ColumnType.Number => "number",
                    ColumnType.Boolean => "boolean",
                    _ => "string",
                },
            };
            if (type == ColumnType.Text)
                properties[name]!["maxLength"] = random.Next(2) == 0 ? 100 : 5000;
            columns.Add(new(i, name, ColumnKind.Key, type));
        }

        var indices = columns.Select(column => new DeclaredIndex(
            column.No,
            [column.No],
            (IndexState)(1 + random.Next(2))
        ));
        return new(
            7,
            new StreamId(StreamType.Model, Cid.Create(Multicodec.DagCbor, 0x12, new byte[32])),
            ModelSample.Definition(properties.ToJsonString()),
            columns,
            [.. indices],
            IndexState.Live
        );
    }

    static Filter Filter(Random random, string flavour, IndexedColumn[] fields, int depth) =>
        random.Next(depth > 2 ? 2 : 5) switch
        {
            2 => new Filter.And([.. Parts(random, flavour, fields, depth)]),
            3 => new Filter.Or([.. Parts(random, flavour, fields, depth)]),
            4 => new Filter.Not(Filter(random, flavour, fields, depth + 1)),
            _ => new Filter.Where([
                .. Enumerable.Range(0, random.Next(3)).Select(_ => Condition(random, flavour, fields)),
            ]),
        };

    static List<Filter> Parts(Random random, string flavour, IndexedColumn[] fields, int depth) =>
        [.. Enumerable.Range(0, random.Next(3)).Select(_ => Filter(random, flavour, fields, depth + 1))];

    static FieldCondition Condition(Random random, string flavour, IndexedColumn[] fields)
    {
        var field = fields[random.Next(fields.Length)];
        var name = (FilterOperator)random.Next(9);
        if (name == FilterOperator.IsNull)
            return new(field.Field, name, new FilterValue.Booleans([random.Next(2) == 0]));
        var count = name is FilterOperator.In or FilterOperator.NotIn ? 1 + random.Next(4) : 1;
        // Any type is compared with any field.
        var kind = random.Next(3) == 0 ? fields[random.Next(fields.Length)] : field;
        string[] values = [.. Enumerable.Range(0, count).Select(_ => Value(random, flavour, kind))];
        return new(
            field.Field,
            name,
            kind.Type switch
            {
                ColumnType.Number => new FilterValue.Numbers(values),
                ColumnType.Boolean => new FilterValue.Booleans([.. values.Select(value => value == "true")]),
                _ => new FilterValue.Texts(values),
            }
        );
    }

    static string Value(Random random, string flavour, IndexedColumn field) =>
        field.Type switch
        {
            ColumnType.Number => (random.Next() + (flavour == "one" ? 1 : 2)).ToString(
                System.Globalization.CultureInfo.InvariantCulture
            ),
            ColumnType.Boolean => random.Next(2) == 0 ? "true" : "false",
            _ => Text(random, flavour) + (random.Next(3) == 0 ? new string('y', 300) : ""),
        };

    static string Text(Random random, string flavour) =>
        $"{Hostile[random.Next(Hostile.Length)]}{Mark}{flavour}{Hostile[random.Next(Hostile.Length)]}";
}
