using System.Text;
using System.Text.Json;
using ComposeServer.GraphQL.Language;

namespace ComposeServer.Conformance.GraphQL;

/// <summary>Sources, good and mutated, against what graphql-js said of them.</summary>
public class SyntaxVectorTests
{
    // The vectors hold more directives in one place than callers may send.
    static readonly ParserLimits Limits = ParserLimits.Schema;

    [Fact]
    public void Every_source_prints_or_fails_as_in_the_reference()
    {
        var differences = new List<string>();
        foreach (var recorded in VectorFile.Cases("graphql/parse.json"))
        {
            var source = recorded.GetProperty("source").GetString()!;
            var expected = recorded.TryGetProperty("print", out var print)
                ? print.GetString()!
                : $"{recorded.GetProperty("error")} at {recorded.GetProperty("line")}:{recorded.GetProperty("column")}";

            var result = GraphQLParser.Parse(source, Limits);

            var actual = result.IsValid
                ? Printer.Print(result.Document)
                : $"{result.Error.Message} at {result.Error.Line}:{result.Error.Column}";
            if (actual != expected)
                differences.Add($"{JsonSerializer.Serialize(source)}\nexpected {expected}\nactual   {actual}");
        }

        Assert.True(differences.Count == 0, $"{differences.Count}\n{string.Join("\n\n", differences.Take(20))}");
    }

    [Fact]
    public void What_is_printed_reads_back_as_the_same_tree()
    {
        foreach (var recorded in VectorFile.Cases("graphql/parse.json"))
        {
            if (recorded.TryGetProperty("print", out var print))
            {
                var again = GraphQLParser.Parse(print.GetString()!, Limits);
                Assert.True(again.IsValid, $"{print}: {again.Error}");
                Assert.Equal(print.GetString(), Printer.Print(again.Document));
            }
        }
    }

    [Fact]
    public void Nodes_come_in_the_order_and_at_the_places_of_the_reference()
    {
        foreach (var recorded in VectorFile.Cases("graphql/locations.json"))
        {
            var source = Encoding.UTF8.GetBytes(recorded.GetProperty("source").GetString()!);
            var listing = new Listing(source);

            listing.Visit(GraphQLParser.Parse(source, Limits).Document);

            Assert.Equal(
                recorded.GetProperty("nodes").EnumerateArray().Select(node => node.GetString()!),
                listing.Nodes
            );
        }
    }

    [Fact]
    public void Single_values_print_as_in_the_reference()
    {
        foreach (var recorded in VectorFile.Cases("graphql/values.json"))
        {
            var source = Encoding.UTF8.GetBytes(recorded.GetProperty("source").GetString()!);

            var value = GraphQLParser.ParseValue(source, Limits, out var error);

            Assert.Null(error);
            Assert.Equal(recorded.GetProperty("print").GetString(), Printer.Print(value!));
        }
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
