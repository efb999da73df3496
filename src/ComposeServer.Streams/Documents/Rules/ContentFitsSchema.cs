using ComposeServer.Log.Intake;

namespace ComposeServer.Streams.Documents.Rules;

/// <summary>Content has at most so many bytes of compact JSON, and satisfies the model's JSON Schema (composedb.md 4.3).</summary>
static class ContentFitsSchema
{
    public static Refusal? Check(DocumentContent content, CompiledModel model, int sizeBytesMax)
    {
        var size = content.Text.Span.Length;
        if (size > sizeBytesMax)
            return new(
                RefusalCode.TooLarge,
                $"Content has length of {size}B which exceeds maximum size of {sizeBytesMax}B"
            );
        if (model.Schema is not { } schema)
            return new(RefusalCode.SchemaViolation, model.SchemaFault!);
        if (schema.Accepts(content.Root))
            return null;
        return new(RefusalCode.SchemaViolation, $"Validation Error: {schema.Validate(content.Root).Text}");
    }
}
