using ComposeServer.GraphQL.Language;

namespace ComposeServer.GraphQL.Validation.Merging;

/// <summary>Signatures of selections: equal for the same field with the same arguments in any order.</summary>
/// <remarks>
/// Each is made once, and equal ones are one string, so that comparing a field with many others takes no longer for large arguments.
/// </remarks>
sealed class FieldSignatures
{
    readonly Dictionary<FieldNode, string> byNode = new(ReferenceEqualityComparer.Instance);
    readonly Dictionary<string, string> texts = new(StringComparer.Ordinal);

    public string Of(FieldNode field)
    {
        if (field.Arguments.IsEmpty)
        {
            return field.Name;
        }

        if (!byNode.TryGetValue(field, out var signature))
        {
            var text = FieldEntry.Signature(field.Name, field.Arguments);
            byNode[field] = signature = texts.TryGetValue(text, out var same) ? same : texts[text] = text;
        }

        return signature;
    }
}
