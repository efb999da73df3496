using ComposeServer.GraphQL.Language;
using ComposeServer.GraphQL.Types;

namespace ComposeServer.GraphQL.Validation.Merging;

sealed partial class ConflictFinder
{
    FieldMap MapOf(FragmentDefinitionNode fragment) =>
        MapOf(context.Schema.Types[fragment.TypeCondition.Name], fragment.SelectionSet);

    FieldMap MapOf(NamedType? type, SelectionSetNode selections)
    {
        if (!maps.TryGetValue((selections, type), out var map))
        {
            maps[(selections, type)] = map = new FieldMap();
            Collect(type, selections, map);
        }

        return map;
    }

    void Collect(NamedType? type, SelectionSetNode selections, FieldMap map)
    {
        foreach (var selection in selections.Selections)
        {
            switch (selection)
            {
                case FieldNode field:
                    map.Add(FieldEntry.Of(type, field));
                    break;
                case FragmentSpreadNode spread:
                    map.AddSpread(spread.Name);
                    break;
                case InlineFragmentNode inline:
                    var inner = inline.TypeCondition is { } condition ? context.Schema.Types[condition.Name] : type;
                    Collect(inner, inline.SelectionSet, map);
                    break;
            }
        }
    }

    /// <summary>The fields of a selection set by response key, and the fragments it spreads.</summary>
    sealed class FieldMap
    {
        readonly Dictionary<string, bool> compared = new(StringComparer.Ordinal);
        readonly HashSet<string> spreadNames = new(StringComparer.Ordinal);

        public OrderedDictionary<string, List<FieldEntry>> Fields { get; } = new(StringComparer.Ordinal);
        public List<string> Spreads { get; } = [];

        public void Add(FieldEntry entry)
        {
            if (!Fields.TryGetValue(entry.Node.ResponseKey, out var entries))
            {
                Fields[entry.Node.ResponseKey] = entries = [];
            }

            entries.Add(entry);
        }

        public void AddSpread(string name)
        {
            if (spreadNames.Add(name))
            {
                Spreads.Add(name);
            }
        }

        /// <summary>Notes a comparison with a fragment.</summary>
        /// <returns>False when it was made before: an exclusive one is contained in one that is not.</returns>
        public bool Compared(string fragment, bool exclusive)
        {
            if (compared.TryGetValue(fragment, out var before) && (!before || exclusive))
            {
                return false;
            }

            compared[fragment] = exclusive;
            return true;
        }
    }

    /// <summary>The pairs of fragments that were compared.</summary>
    sealed class ComparedPairs
    {
        readonly Dictionary<(string, string), bool> pairs = [];

        /// <summary>Notes a comparison.</summary>
        /// <returns>False when it was made before: an exclusive one is contained in one that is not.</returns>
        public bool Add(string a, string b, bool exclusive)
        {
            var pair = string.CompareOrdinal(a, b) <= 0 ? (a, b) : (b, a);
            if (pairs.TryGetValue(pair, out var before) && (!before || exclusive))
            {
                return false;
            }

            pairs[pair] = exclusive;
            return true;
        }
    }
}
