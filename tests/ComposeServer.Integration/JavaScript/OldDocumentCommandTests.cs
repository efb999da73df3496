using ComposeServer.Integration.Cli;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.JavaScript;

/// <summary>The published command line writes documents: <c>document:*</c>.</summary>
public class OldDocumentCommandTests(OldCommandLine old) : IClassFixture<OldCommandLine>
{
    const string Mark = """
        {"name":"Mark","version":"1.0","accountRelation":{"type":"list"},"schema":{"type":"object",
        "$schema":"https://json-schema.org/draft/2020-12/schema",
        "properties":{"points":{"type":"integer","maximum":15}},"additionalProperties":false}}
        """;

    [Fact]
    public async Task A_document_is_created_replaced_and_read_by_either_command_line()
    {
        (string, string)[] there =
        [
            ("CERAMIC_URL", old.Node.Address.ToString()),
            ("DID_PRIVATE_KEY", OldCommandLine.AdminKey),
        ];
        var model = (await Executable.RunAsync(["model:create", Mark], variables: there)).Out.TrimEnd();

        var id = await old.PrintAsync("document:create", model, """{"points":1}""");
        var created = await Executable.RunAsync(["document:content", id], variables: there);
        await Executable.RunAsync(["document:replace", id, """{"points":2}"""], variables: there);
        var reading = old.PrintAsync("document:content", id);
        var refusing = old.RunAsync("document:replace", id, """{"points":16}""");
        var (replaced, refused) = (await reading, await refusing);
        var again = await old.RunAsync("document:replace", id, """{"points":3}""");

        Assert.Equal("""{"points":1}""" + "\n", created.Out);
        Assert.Equal("""{"points":2}""", replaced);
        Assert.Contains("/points", refused.Words);
        Assert.Contains("Done!", again.Words);
        Assert.Equal(3, (await old.Node.Api.GetAsync($"streams/{id}/content")).Ok.Number("points"));
    }
}
