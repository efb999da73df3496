using System.Diagnostics.CodeAnalysis;
using ComposeServer.GraphQL.Types;

namespace ComposeServer.Server.GraphQLEndpoint;

/// <summary>A schema as text: whole, made once, or some of its types.</summary>
/// <param name="schema">The schema.</param>
/// <param name="text">All of it as somebody else printed it; null has it printed.</param>
sealed class SchemaSdl(Schema schema, string? text = null)
{
    public SdlText Whole { get; } = new(text ?? SchemaPrinter.Print(schema));

    /// <summary>The definitions of some types, in the order they are asked for, each once however often.</summary>
    /// <param name="names">Of types of any kind, built-in ones too.</param>
    /// <param name="text">The definitions with an empty line between them.</param>
    /// <param name="unknown">The first name that the schema does not have.</param>
    public bool TryPrint(
        IEnumerable<string> names,
        [NotNullWhen(true)] out SdlText? text,
        [NotNullWhen(false)] out string? unknown
    )
    {
        // Each once also bounds the text by that of the whole schema.
        var asked = names.Distinct(StringComparer.Ordinal).ToList();
        unknown = asked.Find(name => !schema.Types.Contains(name));
        text = unknown is null
            ? new(string.Join("\n\n", asked.Select(name => SchemaPrinter.PrintType(schema.Types[name]!))))
            : null;
        return text is not null;
    }
}
