using ComposeServer.Ipld;
using ComposeServer.Json.Schema;

namespace ComposeServer.Streams.Models;

/// <summary>
/// A model's schema is one by the meta-schema of draft 2020-12. Keywords it does not know are none of its business: such a model is
/// taken, and its documents are refused when its schema is compiled.
/// </summary>
static class MetaSchema
{
    public static ModelFault? Check(IpldMap schema)
    {
        using var document = JsonBytes.Of(schema).Read();
        var verdict = JsonSchema.MetaValidate(document.RootElement);
        return verdict.IsValid ? null : new($"Validation Error: {verdict.Text}");
    }
}
