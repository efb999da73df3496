using ComposeServer.GraphQL.Language;

namespace ComposeServer.GraphQL.Introspection;

/// <summary>How deep a question about the schema goes. Types refer to each other in circles, so short questions can have endless answers.</summary>
public static class IntrospectionDepth
{
    /// <summary>What a question that goes too deep is told, in the reference implementation's words.</summary>
    public const string Message = "Maximum introspection depth exceeded";

    /// <summary>Levels of <c>ofType</c> inside each other. Default 16; common tools ask for 9.</summary>
    public const int OfTypeMaxDefault = 16;

    /// <summary>Lists of fields, interfaces, possible types or input fields inside each other. Default 2; common tools ask for 1.</summary>
    public const int ListsMaxDefault = 2;

    /// <summary>Looks through a selection of <c>__schema</c> or <c>__type</c>.</summary>
    /// <param name="root">The selected field.</param>
    /// <param name="fragment">Finds a fragment by name; null for unknown names, which are another rule's matter.</param>
    /// <param name="ofTypeMax">Levels of <c>ofType</c>.</param>
    /// <param name="listsMax">Levels of lists.</param>
    /// <remarks>Works in time linear in the document, also for fragments that form circles.</remarks>
    public static bool Exceeds(
        FieldNode root,
        Func<string, FragmentDefinitionNode?> fragment,
        int ofTypeMax = OfTypeMaxDefault,
        int listsMax = ListsMaxDefault
    )
    {
        var pending = new Stack<(SelectionSetNode? Set, int OfTypes, int Lists)>([(root.SelectionSet, 0, 0)]);
        var seen = new HashSet<(string Fragment, int OfTypes, int Lists)>();
        while (pending.TryPop(out var level))
        {
            var (set, ofTypes, lists) = level;
            foreach (var selection in set?.Selections ?? [])
            {
                switch (selection)
                {
                    case FieldNode field:
                        var next = (
                            OfTypes: ofTypes + (field.Name is "ofType" ? 1 : 0),
                            Lists: lists + (IsList(field.Name) ? 1 : 0)
                        );
                        if (next.OfTypes > ofTypeMax || next.Lists > listsMax)
                        {
                            return true;
                        }

                        pending.Push((field.SelectionSet, next.OfTypes, next.Lists));
                        break;
                    case InlineFragmentNode inline:
                        pending.Push((inline.SelectionSet, ofTypes, lists));
                        break;
                    case FragmentSpreadNode spread when seen.Add((spread.Name, ofTypes, lists)):
                        pending.Push((fragment(spread.Name)?.SelectionSet, ofTypes, lists));
                        break;
                }
            }
        }

        return false;
    }

    static bool IsList(string name) => name is "fields" or "interfaces" or "possibleTypes" or "inputFields";
}
