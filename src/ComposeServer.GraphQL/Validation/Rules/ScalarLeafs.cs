using ComposeServer.GraphQL.Language;

namespace ComposeServer.GraphQL.Validation.Rules;

/// <summary>Leaves have no selection and everything else has one. Source: October 2021, 5.3.3.</summary>
sealed class ScalarLeafs(ValidationContext context) : ValidationRule
{
    public override void EnterField(FieldNode field)
    {
        if (context.Types.Type is not { } type)
        {
            return;
        }

        var name = field.Name;
        if (type.Named.IsLeaf)
        {
            if (field.SelectionSet is { } selections)
            {
                context.Report(
                    $"Field \"{name}\" must not have a selection since type \"{type}\" has no subfields.",
                    selections.Location
                );
            }
        }
        else if (field.SelectionSet is null)
        {
            context.Report(
                $"Field \"{name}\" of type \"{type}\" must have a selection of subfields. Did you mean \"{name} {{ ... }}\"?",
                field.Location
            );
        }
        else if (field.SelectionSet.Selections.IsEmpty)
        {
            context.Report(
                $"Field \"{name}\" of type \"{type}\" must have at least one field selected.",
                field.Location
            );
        }
    }
}
