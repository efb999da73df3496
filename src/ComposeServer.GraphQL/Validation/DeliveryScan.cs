using ComposeServer.GraphQL.Language;

namespace ComposeServer.GraphQL.Validation;

/// <summary>Says whether a document asks for an answer in parts anywhere, so that the others pay nothing for the rules about it.</summary>
static class DeliveryScan
{
    public static bool Finds(DocumentNode document)
    {
        foreach (var definition in document.Definitions)
        {
            // A directive on the definition itself stands in the wrong place, but its label counts.
            var (place, selections) = definition switch
            {
                OperationDefinitionNode operation => ((IDirectivesNode)operation, operation.SelectionSet),
                FragmentDefinitionNode fragment => (fragment, fragment.SelectionSet),
                _ => (null, null),
            };
            if (selections is not null && (Has(place!) || Finds(selections)))
            {
                return true;
            }
        }

        return false;
    }

    static bool Finds(SelectionSetNode selections)
    {
        foreach (var selection in selections.Selections)
        {
            var below = selection switch
            {
                FieldNode field => field.SelectionSet,
                InlineFragmentNode inline => inline.SelectionSet,
                _ => null,
            };
            if (Has(selection) || (below is not null && Finds(below)))
            {
                return true;
            }
        }

        return false;
    }

    static bool Has(IDirectivesNode place)
    {
        foreach (var directive in place.Directives)
        {
            if (directive.Name is "defer" or "stream")
            {
                return true;
            }
        }

        return false;
    }
}
