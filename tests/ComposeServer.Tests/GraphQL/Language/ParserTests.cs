using System.Text;
using ComposeServer.GraphQL.Language;

namespace ComposeServer.Tests.GraphQL.Language;

public class ParserTests
{
    [Fact]
    public void A_field_has_its_parts_and_their_places()
    {
        var document = Parse("query Q {\n  alias: name(arg: $v) @d { id }\n}");

        var operation = Assert.IsType<OperationDefinitionNode>(Assert.Single(document.Definitions));
        var field = Assert.IsType<FieldNode>(Assert.Single(operation.SelectionSet.Selections));
        Assert.Equal(("alias", "name", "alias"), (field.Alias, field.Name, field.ResponseKey));
        Assert.Equal((new Location(12, 42, 2, 3), new Location(19, 23, 2, 10)), (field.Location, field.NameLocation));
        Assert.Equal("v", Assert.IsType<VariableNode>(Assert.Single(field.Arguments).Value).Name);
        Assert.Equal("d", Assert.Single(field.Directives).Name);
        Assert.Single(field.SelectionSet!.Selections);
    }

    [Fact]
    public void Columns_count_utf16_units_and_offsets_count_bytes()
    {
        var document = Parse("{ a(b: \"é€😀\", c: 1) }");

        var argument = document
            .Definitions.OfType<OperationDefinitionNode>()
            .Single()
            .SelectionSet.Selections.OfType<FieldNode>()
            .Single()
            .Arguments[1];
        Assert.Equal(new Location(20, 24, 1, 16), argument.Location);
    }

    [Fact]
    public void A_name_that_occurs_twice_is_one_string()
    {
        var fields = Parse("{ createdAt other { createdAt } }")
            .Definitions.OfType<OperationDefinitionNode>()
            .Single()
            .SelectionSet.Selections;

        Assert.Same(((FieldNode)fields[0]).Name, ((FieldNode)((FieldNode)fields[1]).SelectionSet!.Selections[0]).Name);
    }

    [Fact]
    public void A_name_longer_than_the_shared_ones_reads_as_well()
    {
        var name = new string('x', 10_000);

        Assert.Equal($"{{\n  {name}\n}}", Printer.Print(Parse($"{{{name}}}")));
    }

    [Theory]
    [InlineData(new byte[] { 0xff }, "0xFF", 1)]
    [InlineData(new byte[] { (byte)'{', (byte)'a', 0xc3, (byte)'}' }, "0xC3", 3)]
    [InlineData(new byte[] { (byte)'#', 0xc3, 0xa9, 0xed, 0xa0, 0x80 }, "0xED", 3)]
    [InlineData(new byte[] { (byte)'"', 0xc0, 0x80, (byte)'"' }, "0xC0", 2)]
    public void Bytes_that_are_not_utf8_are_refused_with_their_place(byte[] source, string shown, int column)
    {
        var error = GraphQLParser.Parse(source, ParserLimits.Default).Error;

        Assert.Equal(new(SyntaxError.ParseFailed, $"Syntax Error: Invalid UTF-8 byte: {shown}.", 1, column), error);
    }

    [Theory]
    [InlineData("[Int!]!", "[Int!]!", "Int")]
    [InlineData(" [ [ A ] ! ] ", "[[A]!]", "A")]
    [InlineData("A!!", null, null)]
    [InlineData("A B", null, null)]
    [InlineData("[A", null, null)]
    [InlineData("", null, null)]
    public void Single_types_read(string source, string? printed, string? innermost)
    {
        var type = GraphQLParser.ParseType(Encoding.UTF8.GetBytes(source), ParserLimits.Default, out var error);

        Assert.Equal((printed, innermost), (type?.ToString(), type?.Innermost.Name));
        Assert.Equal(printed is null, error is not null);
    }

    [Theory]
    [InlineData("1 2")]
    [InlineData("{a:}")]
    [InlineData("")]
    public void Anything_but_one_value_is_refused(string source)
    {
        Assert.Null(GraphQLParser.ParseValue(Encoding.UTF8.GetBytes(source), ParserLimits.Default, out var error));
        Assert.Equal(SyntaxError.ParseFailed, error!.Code);
    }

    [Fact]
    public void Random_bytes_never_throw()
    {
        const int Seed = 4711;
        var random = new Random(Seed);
        var alphabet = "{}()[]:!$@|&=\"\\#., \n\r\taqQ01-.eé😀\ufeff"u8.ToArray();
        for (var round = 0; round < 20_000; round++)
        {
            var source = new byte[random.Next(60)];
            for (var i = 0; i < source.Length; i++)
            {
                source[i] = random.Next(20) == 0 ? (byte)random.Next(256) : alphabet[random.Next(alphabet.Length)];
            }

            var result = GraphQLParser.Parse(source, ParserLimits.Default);

            Assert.True(result.IsValid || result.Error.Line > 0, $"seed {Seed}, round {round}");
        }
    }

    static DocumentNode Parse(string source) => GraphQLParser.Parse(source, ParserLimits.Default).Document!;
}
