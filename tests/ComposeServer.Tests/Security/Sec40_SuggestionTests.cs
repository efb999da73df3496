using ComposeServer.GraphQL.Language;
using ComposeServer.GraphQL.Operations;
using ComposeServer.GraphQL.Validation;
using ComposeServer.Tests.GraphQL.Validation;

namespace ComposeServer.Tests.Security;

/// <summary>Attack 40: with suggestions a schema can be guessed name by name although it is not shown.</summary>
public class Sec40_SuggestionTests
{
    [Theory]
    [InlineData("{ coun }", "count")]
    [InlineData("{ person { nam } }", "name")]
    [InlineData("{ count(off: 1) }", "of")]
    [InlineData("{ pet { barks } }", "Dog")]
    [InlineData("{ named { id } }", "Person")]
    [InlineData("{ ... on Persom { id } }", "Person")]
    [InlineData("query ($a: Poin) { at(point: $a) }", "Point")]
    [InlineData("{ mood(is: HAPY) }", "HAPPY")]
    [InlineData("{ at(point: {x: 1, inne: null}) }", "inner")]
    [InlineData("{ person { name(shor: true) } }", "short")]
    [InlineData("{ count @note(text: \"a\", texd: \"a\") }", "text")]
    public void No_message_of_a_document_shows_a_name_that_the_caller_did_not_send(string document, string name)
    {
        var parsed = Verdict.Parse(document);
        string Messages(bool hasSuggestions) =>
            string.Join(
                '\n',
                DocumentValidator
                    .Validate(Verdict.Schema, parsed, new ValidationLimits(), hasSuggestions)
                    .Select(error => error.Message)
            );

        Assert.Contains($"\"{name}\"", Messages(hasSuggestions: true));
        Assert.DoesNotContain($"\"{name}\"", Messages(hasSuggestions: false));
        Assert.DoesNotContain("Did you mean", Messages(hasSuggestions: false));
    }

    [Theory]
    [InlineData("Mood", "\"HAPY\"", "HAPPY")]
    [InlineData("Point", "{\"x\":1,\"inne\":null}", "inner")]
    public void Nor_one_of_variables(string type, string value, string name)
    {
        Assert.Contains($"\"{name}\"", Messages(type, value, hasSuggestions: true));
        Assert.DoesNotContain(name, Messages(type, value, hasSuggestions: false));
    }

    static string Messages(string type, string value, bool hasSuggestions)
    {
        var document = GraphQLParser.Parse($"query ($a: {type}) {{ count }}", ParserLimits.Default).Document!;
        var variables = System.Text.Json.JsonElement.Parse($"{{\"a\":{value}}}");
        var (_, errors) = VariableCoercer.Coerce(
            Verdict.Schema,
            ((OperationDefinitionNode)document.Definitions[0]).Variables,
            variables,
            50,
            hasSuggestions
        );
        return string.Join('\n', errors.Select(error => error.Message));
    }
}
