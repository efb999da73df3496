using ComposeServer.GraphQL.Language;
using ComposeServer.GraphQL.Types;

namespace ComposeServer.GraphQL.Validation.Rules;

/// <summary>Literals fit the types expected. Source: October 2021, 5.6.1, 5.6.2 and 5.6.4.</summary>
sealed class ValuesOfCorrectType(ValidationContext context) : ValidationRule
{
    // Within a value that does not fit as a whole, nothing is looked at.
    ValueNode? skipped;

    public override void EnterValue(ValueNode value)
    {
        if (skipped is not null)
        {
            return;
        }

        switch (value)
        {
            // The type stack already stands on the items.
            case ListValueNode when context.Types.ParentInputType?.Nullable is not ListType:
            case ObjectValueNode when context.Types.InputType?.Named is not InputObjectType:
                skipped = value;
                CheckLeaf(value);
                break;
            case ObjectValueNode entries:
                CheckFields(entries, (InputObjectType)context.Types.InputType!.Named);
                break;
            case NullValueNode:
                if (context.Types.InputType is NonNullType type)
                {
                    context.Report($"Expected value of type \"{type}\", found null.", value.Location);
                }

                break;
            case ListValueNode or VariableNode:
                break;
            default:
                CheckLeaf(value);
                break;
        }
    }

    public override void LeaveValue(ValueNode value)
    {
        if (ReferenceEquals(value, skipped))
        {
            skipped = null;
        }
    }

    public override void EnterObjectField(ObjectFieldNode field)
    {
        if (
            skipped is null
            && context.Types.InputType is null
            && context.Types.ParentInputType?.Named is InputObjectType parent
        )
        {
            var hint = context.Hint(field.Name, parent.Fields.Select(known => known.Name));
            context.Report($"Field \"{field.Name}\" is not defined by type \"{parent}\".{hint}", field.Location);
        }
    }

    void CheckFields(ObjectValueNode value, InputObjectType type)
    {
        var given = new OrderedDictionary<string, ObjectFieldNode>(StringComparer.Ordinal);
        foreach (var field in value.Fields)
        {
            given[field.Name] = field;
        }

        foreach (var field in type.Fields)
        {
            if (field.IsRequired && !given.ContainsKey(field.Name))
            {
                context.Report(
                    $"Field \"{type}.{field.Name}\" of required type \"{field.Type}\" was not provided.",
                    value.Location
                );
            }
        }

        if (type.IsOneOf)
        {
            CheckOneOf(value, type, given);
        }
    }

    void CheckOneOf(ObjectValueNode value, InputObjectType type, OrderedDictionary<string, ObjectFieldNode> given)
    {
        if (given.Count != 1)
        {
            context.Report($"OneOf Input Object \"{type}\" must specify exactly one key.", value.Location);
        }
        else if (given.GetAt(0).Value.Value is NullValueNode)
        {
            context.Report($"Field \"{type}.{given.GetAt(0).Key}\" must be non-null.", value.Location);
        }
    }

    void CheckLeaf(ValueNode value)
    {
        if (context.Types.InputType is not { } expected)
        {
            return;
        }

        if (expected.Named is not LeafType leaf)
        {
            context.Report($"Expected value of type \"{expected}\", found {Printer.Print(value)}.", value.Location);
            return;
        }

        var result = leaf.ParseLiteral(value);
        if (!result.IsValid)
        {
            context.Report(context.HasSuggestions ? result.Message : result.Error!, value.Location);
        }
    }
}
