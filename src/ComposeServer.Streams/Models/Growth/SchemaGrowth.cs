using ComposeServer.Ipld;

namespace ComposeServer.Streams.Models.Growth;

/// <summary>
/// Compares two schemas (draft 2020-12): whatever the earlier one accepts, the later one accepts too. It is on the safe side: what it cannot
/// see through has to stay as it is, or to go where leaving it out can only accept more.
/// </summary>
sealed partial class SchemaGrowth
{
    /// <summary>Nesting, references followed included.</summary>
    const int DepthMax = 64;

    /// <summary>Pairs of schemas compared.</summary>
    const int PairsMax = 20_000;

    /// <summary>Faults told; comparing ends there.</summary>
    const int FaultsMax = 20;

    readonly IpldMap _beforeRoot;
    readonly IpldMap _afterRoot;
    readonly HashSet<(IpldMap, IpldMap)> _seen = [];
    readonly List<ModelFault> _faults = [];
    int _depth;

    SchemaGrowth(IpldMap before, IpldMap after) => (_beforeRoot, _afterRoot) = (before, after);

    /// <returns>What would be refused that was not; empty when nothing would.</returns>
    public static IReadOnlyList<ModelFault> Compare(IpldMap before, IpldMap after)
    {
        if (before.Equals(after))
            return [];
        var growth = new SchemaGrowth(before, after);
        // What these see is what all keywords beside and below them saw.
        if (Uses(before, "unevaluatedProperties", "unevaluatedItems"))
            growth.Tell("schema", "looks at what other keywords left over, and stays as it is");
        else
            growth.Compare(before, after, "schema");
        return growth._faults;
    }

    /// <param name="before">A schema; null for none, which accepts all.</param>
    /// <param name="after">The one in its place.</param>
    /// <param name="path">Where they stand.</param>
    void Compare(IpldValue? before, IpldValue? after, string path)
    {
        if (before is IpldBool { Value: false } || after is null or IpldBool { Value: true } or IpldMap { Count: 0 })
            return;
        if (after is not IpldMap next || (before ?? IpldBool.True) is IpldBool)
            Tell(path, "accepted everything");
        else
            CompareMaps((IpldMap)before!, next, path);
    }

    void CompareMaps(IpldMap before, IpldMap after, string path)
    {
        if (
            Follow(_beforeRoot, before) is not { } old
            || Follow(_afterRoot, after) is not { } next
            || old.Has("$ref") != next.Has("$ref")
        )
        {
            Tell(path, "holds references that cannot be compared");
            return;
        }

        // A recursive schema meets itself again; what was found the first time stands.
        if (_faults.Count >= FaultsMax || !_seen.Add((old, next)))
            return;
        if (_depth == DepthMax || _seen.Count > PairsMax)
        {
            Tell(path, "is too large to compare");
            return;
        }

        _depth++;
        CompareReferences(old, next, path);
        CompareTypes(old, next, path);
        CompareValues(old, next, path);
        CompareBounds(old, next, path);
        CompareObjects(old, next, path);
        CompareArrays(old, next, path);
        CompareAlternatives(old, next, path);
        CompareOthers(old, next, path);
        _depth--;
    }

    /// <summary>What a node stands for that is nothing but a reference.</summary>
    static IpldMap? Follow(IpldMap root, IpldMap node) =>
        node.Has("$ref") && node.Entries.All(entry => entry.Key == "$ref" || Annotations.Contains(entry.Key))
            ? SchemaPointer.Resolve(root, node)
            : node;

    /// <summary>References that stand beside other keywords.</summary>
    void CompareReferences(IpldMap before, IpldMap after, string path)
    {
        if (!before.TryGet("$ref", out var old) || !after.TryGet("$ref", out var next))
            return;
        var from = SchemaPointer.Resolve(_beforeRoot, IpldMap.Of(("$ref", old)));
        var to = SchemaPointer.Resolve(_afterRoot, IpldMap.Of(("$ref", next)));
        if (from is null || to is null)
            Tell(path, "holds references that cannot be compared");
        else
            CompareMaps(from, to, path);
    }

    void Tell(string path, string what) => _faults.Add(new($"{path} {what}"));

    static IpldValue? Get(IpldMap map, string key) => map.TryGet(key, out var value) ? value : null;

    static IReadOnlyList<IpldValue> Items(IpldMap map, string key) => Get(map, key) is IpldList list ? list.Items : [];

    static double? Number(IpldMap map, string key) =>
        Get(map, key) switch
        {
            IpldInteger integer => (double)integer.Value,
            IpldFloat number => number.Value,
            _ => null,
        };
}
