using System.Text;
using ComposeServer.Fuzz.Seeds;
using ComposeServer.GraphQL.Language;

namespace ComposeServer.Fuzz.Targets;

/// <summary>GraphQL source: documents and schemas.</summary>
sealed class GraphQLTarget : FuzzTarget
{
    /// <summary>Printing escapes, so what is printed may be longer than what was read.</summary>
    static readonly ParserLimits Roomy = ParserLimits.Default with { Bytes = int.MaxValue };

    public override string Name => "graphql";

    public override InputForm Form => InputForm.GraphQL;

    public override IReadOnlyList<string> Words => GraphQLWords.All;

    public override IEnumerable<byte[]> Seeds() =>
        [
            .. GraphQLWords.Documents.Select(Encoding.UTF8.GetBytes),
            Vectors.Bytes("golden/example.sdl.graphql"),
            Vectors.Bytes("golden/scalars.sdl.graphql"),
            .. Vectors.Utf8("vectors/sdl-errors.json", "sdl"),
        ];

    protected override void Check(byte[] input)
    {
        CheckDocument(input, ParserLimits.Default);
        CheckDocument(input, ParserLimits.Schema);
        if (Door.Through(() => GraphQLParser.ParseValue(input, ParserLimits.Default, out _)) is { } value)
            CheckPrinted(value, text => GraphQLParser.ParseValue(text, Roomy, out _));
        if (Door.Through(() => GraphQLParser.ParseType(input, ParserLimits.Default, out _)) is { } type)
            CheckPrinted(type, text => GraphQLParser.ParseType(text, Roomy, out _));
    }

    static void CheckDocument(byte[] input, ParserLimits limits)
    {
        var parsed = Door.Through(() => GraphQLParser.Parse(input.AsSpan(), limits));
        if (parsed.Document is { } document)
            CheckPrinted(
                document,
                text => GraphQLParser.Parse(text.AsSpan(), limits with { Bytes = int.MaxValue }).Document
            );
        else
            Oracle.Holds(
                parsed.Error is { Line: > 0, Column: > 0, Message.Length: > 0 },
                "an error has a place and a text"
            );
    }

    static void CheckPrinted(SyntaxNode node, Func<byte[], SyntaxNode?> parse)
    {
        var printed = Door.Through(() => Printer.Print(node));
        var again = parse(Encoding.UTF8.GetBytes(printed));
        Oracle.Holds(again is not null, "what is printed can be parsed");
        Oracle.Holds(Printer.Print(again!) == printed, "what is printed prints as itself");
    }
}

/// <summary>Words and documents that reach every corner of the grammar.</summary>
static class GraphQLWords
{
    public static string[] All { get; } =
    [
        "{",
        "}",
        "(",
        ")",
        "[",
        "]",
        "$",
        "@",
        "...",
        ":",
        "!",
        "=",
        "|",
        "&",
        "on",
        "fragment",
        "query",
        "mutation",
        "subscription",
        "type",
        "input",
        "interface",
        "union",
        "enum",
        "scalar",
        "directive",
        "schema",
        "extend",
        "implements",
        "repeatable",
        "null",
        "true",
        "1",
        "-1.5e9",
        "\"x\"",
        "\"\"\"b\"\"\"",
        "\"\\u{1F600}\"",
        "\"\\uD83D\\uDE00\"",
        "$a",
        "F",
        "id",
        "__typename",
        "\\",
        "#c\n",
        "\n",
        "@createModel(accountRelation: LIST, description: \"d\")",
        "@string(maxLength: 5)",
        "@list(maxLength: 5)",
        "@documentAccount",
        "@relationFrom(model: \"A\", property: \"p\")",
        "@loadModel(id: \"kjzl6hvfrbw6ca7ug9c8rj2aady8gifke142dk0ufkyujubxet4aydbk1m5jqbn\")",
        "@immutable",
        "@int(min: 1)",
    ];

    public static string[] Documents { get; } =
    [
        "query A($a: Int = 1 @d, $b: [P!]!) { c(of: $a) @skip(if: $c) at(p: {x: 1, i: {x: $a}}) ...F ... on Q @x { y } ... { z } } fragment F on Q { id }",
        "mutation M { r(id: 5, e: RED, l: [1, 2.5, -3e7], s: \"a\\n\\u00e9\", b: \"\"\"\n  block\n    text \\\"\"\"\n  \"\"\") { id } } subscription S { removed }",
        "\"d\" schema @a { query: Q } extend schema @b extend type Q implements A & B @c { f(a: Int = 1 @d): [Int!]! @e } union U = A | B enum E { X Y @z } input I { a: Int = {b: 1} } scalar S @s directive @d(a: Int) repeatable on FIELD | QUERY interface N implements M { id: ID }",
    ];
}
