using ComposeServer.GraphQL.Language;
using ComposeServer.GraphQL.Types;

namespace ComposeServer.GraphQL.Validation.Rules;

/// <summary>Types have the fields asked of them. Source: October 2021, 5.3.1.</summary>
sealed class FieldsOnCorrectType(ValidationContext context) : ValidationRule
{
    public override void EnterField(FieldNode field)
    {
        if (context.Types is not { ParentType: { } type, Field: null })
        {
            return;
        }

        var hint = "";
        if (context.HasSuggestions)
        {
            hint = Suggestion.Hint("to use an inline fragment on", TypesWith(type, field.Name));
            if (hint.Length == 0 && type is FieldsContainerType container)
            {
                hint = context.Hint(field.Name, container.Fields.Select(known => known.Name));
            }
        }

        context.Report($"Cannot query field \"{field.Name}\" on type \"{type}\".{hint}", field.Location);
    }

    /// <summary>The types that have the field and could stand in for an abstract one: the most common first, then super types, then by name.</summary>
    List<string> TypesWith(NamedType type, string field)
    {
        if (!type.IsAbstract)
        {
            return [];
        }

        var uses = new OrderedDictionary<FieldsContainerType, int>();
        foreach (var possible in context.Schema.PossibleTypes(type).Where(known => known.Fields.Contains(field)))
        {
            uses[possible] = 1;
            foreach (var super in possible.Interfaces.Where(known => known.Fields.Contains(field)))
            {
                uses[super] = uses.GetValueOrDefault(super) + 1;
            }
        }

        var found = uses.Keys.ToList();
        found.Sort((a, b) => Compare(a, b, uses));
        return found.ConvertAll(known => known.Name);
    }

    int Compare(FieldsContainerType a, FieldsContainerType b, OrderedDictionary<FieldsContainerType, int> uses)
    {
        if (uses[a] != uses[b])
        {
            return uses[b] - uses[a];
        }

        if (a is InterfaceType && context.Schema.IsMember(a, b))
        {
            return -1;
        }

        return b is InterfaceType && context.Schema.IsMember(b, a) ? 1 : NaturalOrder.Instance.Compare(a.Name, b.Name);
    }
}
