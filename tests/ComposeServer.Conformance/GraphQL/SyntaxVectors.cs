using System.Text;
using System.Text.Json;
using ComposeServer.Conformance.Vectors;
using ComposeServer.GraphQL.Language;

namespace ComposeServer.Conformance.GraphQL;

/// <summary>Sources, good and mutated, against what graphql-js said of them.</summary>
sealed class SyntaxVectors : VectorClaims
{
    // The vectors hold more directives in one place than callers may send.
    static readonly ParserLimits Limits = ParserLimits.Schema;

    public SyntaxVectors()
        : base("graphql/parse.json", "graphql/locations.json", "graphql/values.json")
    {
        Claim(A_source_prints_or_fails_as_in_the_reference, one => IsOf(one, "parse"));
        Claim(What_is_printed_reads_back_as_the_same_tree, one => IsOf(one, "parse") && one.Json.Has("print"));
        Claim(Nodes_come_in_the_order_and_at_the_places_of_the_reference, one => IsOf(one, "locations"));
        Claim(A_single_value_prints_as_in_the_reference, one => IsOf(one, "values"));
    }

    static bool IsOf(VectorCase one, string file) => one.Document.Name == $"graphql/{file}.json";

    static void A_source_prints_or_fails_as_in_the_reference(VectorCase one)
    {
        var source = one.Json.Text("source");
        var expected = one.Json.TryGetProperty("print", out var print)
            ? print.GetString()!
            : $"{one.Json.GetProperty("error")} at {one.Json.GetProperty("line")}:{one.Json.GetProperty("column")}";

        var result = GraphQLParser.Parse(source, Limits);

        var actual = result.IsValid
            ? Printer.Print(result.Document)
            : $"{result.Error.Message} at {result.Error.Line}:{result.Error.Column}";
        Assert.True(actual == expected, $"{JsonSerializer.Serialize(source)}\nexpected {expected}\nactual   {actual}");
    }

    static void What_is_printed_reads_back_as_the_same_tree(VectorCase one)
    {
        var print = one.Json.Text("print");

        var again = GraphQLParser.Parse(print, Limits);

        Assert.True(again.IsValid, $"{print}: {again.Error}");
        Assert.Equal(print, Printer.Print(again.Document));
    }

    static void Nodes_come_in_the_order_and_at_the_places_of_the_reference(VectorCase one)
    {
        var source = Encoding.UTF8.GetBytes(one.Json.Text("source"));
        var listing = new Listing(source);

        listing.Visit(GraphQLParser.Parse(source, Limits).Document);

        Assert.Equal(one.Json.Texts("nodes"), listing.Nodes);
    }

    static void A_single_value_prints_as_in_the_reference(VectorCase one)
    {
        var source = Encoding.UTF8.GetBytes(one.Json.Text("source"));

        var value = GraphQLParser.ParseValue(source, Limits, out var error);

        Assert.Null(error);
        Assert.Equal(one.Json.Text("print"), Printer.Print(value!));
    }

    sealed class Listing(byte[] source) : SyntaxVisitor
    {
        public List<string> Nodes { get; } = [];

        protected override VisitAction Enter(SyntaxNode node)
        {
            var (start, end, line, column) = node.Location;
            var length = Encoding.UTF8.GetCharCount(source.AsSpan(start..end));
            var name = node is INamedNode { Name: not null } named
                ? $" {named.NameLocation.Line}:{named.NameLocation.Column}"
                : "";

            // Variables carry their name through their own node there.
            if (node is VariableDefinitionNode)
                name = "";
            Nodes.Add($"{KindName(node.Kind)} {line}:{column} {length}{name}");
            return VisitAction.Continue;
        }

        static string KindName(SyntaxKind kind) => kind.ToString();
    }
}
