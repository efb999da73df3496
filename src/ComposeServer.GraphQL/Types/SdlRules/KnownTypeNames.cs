using ComposeServer.GraphQL.Introspection;
using ComposeServer.GraphQL.Language;

namespace ComposeServer.GraphQL.Types.SdlRules;

/// <summary>Every type that is referred to is defined, or is a standard type.</summary>
sealed class KnownTypeNames(SdlContext context) : SdlRule(context)
{
    static readonly string[] Standard =
    [
        .. BuiltInScalars.All.Select(type => type.Name),
        .. IntrospectionTypes.All.Select(type => type.Name),
    ];

    public override void Enter(SyntaxNode node)
    {
        if (node is not NamedTypeNode reference || Context.Types.ContainsKey(reference.Name))
        {
            return;
        }

        // Operations in a schema document are not part of the schema: standard types are not known to them.
        var isSdl = Context.Ancestors.ElementAtOrDefault(1) is TypeSystemNode;
        if (isSdl && Standard.Contains(reference.Name, StringComparer.Ordinal))
        {
            return;
        }

        var names = isSdl ? Standard.Concat(Context.Types.Keys) : Context.Types.Keys;
        var hint = Suggestion.Hint(Suggestion.Near(reference.Name, names));
        Context.Report($"Unknown type \"{reference.Name}\".{hint}", reference.Location);
    }
}
