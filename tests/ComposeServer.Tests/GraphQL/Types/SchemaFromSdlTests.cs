using ComposeServer.GraphQL.Types;

namespace ComposeServer.Tests.GraphQL.Types;

public class SchemaFromSdlTests
{
    [Fact]
    public void Without_a_schema_definition_a_usual_name_goes_before_what_an_extension_declares()
    {
        var result = SchemaFromSdl.Build(
            "type Query { a: Int } type Subscription { b: Int } union U = Query extend schema { subscription: U }"
        );

        Assert.Empty(result.Errors);
        Assert.Equal("Subscription", result.Schema!.SubscriptionType!.Name);
    }

    [Fact]
    public void An_extension_declares_a_root_that_has_no_usual_name()
    {
        var result = SchemaFromSdl.Build(
            "type Query { a: Int } type Changes { b: Int } extend schema { mutation: Changes }"
        );

        Assert.Equal("Changes", result.Schema!.MutationType!.Name);
    }

    [Fact]
    public void A_root_that_is_no_object_is_told_where_it_is_declared()
    {
        var result = SchemaFromSdl.Build("schema { query: Query mutation: M } type Query { a: Int } enum M { A }");

        Assert.Equal(
            ["Mutation root type must be Object type if provided, it cannot be M. 1:33"],
            result.Errors.Select(error => $"{error.Message} {error.Locations[0].Line}:{error.Locations[0].Column}")
        );
    }
}
