using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using ComposeServer.Ipld;

namespace ComposeServer.Streams.Models.Interfaces;

/// <summary>
/// Compares the schema that an interface expects with the one that a model brings: whatever the model accepts, the interface would
/// accept too. References are resolved on each side against its own root (composedb.md 3.5).
/// </summary>
sealed partial class SchemaMatch
{
    /// <summary>Nesting, references followed included.</summary>
    const int DepthMax = 64;

    /// <summary>Pairs of schemas compared: alternatives within alternatives would otherwise multiply without end.</summary>
    const int PairsMax = 20_000;

    /// <summary>Faults told; comparing ends there. Each may quote a part of the schema.</summary>
    const int FaultsMax = 100;

    const int ShownMax = 200;

    readonly IpldMap _expectedRoot;
    readonly IpldMap _actualRoot;
    ImmutableHashSet<(IpldMap, IpldMap)> _seen = ImmutableHashSet.Create<(IpldMap, IpldMap)>(ByReference.Instance);
    List<ModelFault> _faults = [];
    int _tries;
    int _depth;
    int _pairs;

    SchemaMatch(IpldMap expectedRoot, IpldMap actualRoot)
    {
        _expectedRoot = expectedRoot;
        _actualRoot = actualRoot;
    }

    /// <returns>Every difference that matters; empty when the model's schema will do.</returns>
    public static IReadOnlyList<ModelFault> Compare(IpldMap expected, IpldMap actual)
    {
        var match = new SchemaMatch(expected, actual);
        match.Compare(expected, actual, "schema");
        return match._faults;
    }

    void Compare(IpldMap expected, IpldMap actual, string path)
    {
        if (
            SchemaPointer.Resolve(_expectedRoot, expected) is not { } want
            || SchemaPointer.Resolve(_actualRoot, actual) is not { } have
        )
        {
            Tell($"A reference at {path} leads nowhere");
            return;
        }

        // A recursive schema meets itself again; what was found the first time stands.
        var seen = _seen.Add((want, have));
        if (seen == _seen || _faults.Count >= FaultsMax)
            return;
        _seen = seen;
        if (_depth == DepthMax || ++_pairs > PairsMax)
        {
            Tell($"The schema at {path} is too large to compare");
            return;
        }

        _depth++;
        if (HasAlternatives(want))
            CompareAlternatives(want, have, path);
        else
            CompareTyped(want, have, path);
        _depth--;
    }

    void CompareTyped(IpldMap want, IpldMap have, string path)
    {
        var type = Get(want, "type");
        if (!Same(want, have, "type", path))
            return;
        if (want.TryGet("title", out _))
            Same(want, have, "title", path);
        switch ((type as IpldString)?.Value)
        {
            case "null":
                break;
            case "boolean":
                Const(want, have, path);
                break;
            case "string":
                CompareString(want, have, path);
                break;
            case "integer" or "number":
                CompareNumber(want, have, path);
                break;
            case "array":
                CompareArray(want, have, path);
                break;
            case "object":
                CompareObject(want, have, path);
                break;
            default:
                Tell($"Unsupported schema type: {Shown(type)}");
                break;
        }
    }

    void CompareObject(IpldMap want, IpldMap have, string path)
    {
        var required = Items(have, "required");
        var index = 0;
        foreach (var name in Items(want, "required"))
        {
            if (!required.Contains(name))
                Tell($"Invalid value for index {index} of {path}.required: expected {Shown(name)} but got no value");
            index++;
        }

        var properties = Get(have, "properties") as IpldMap ?? IpldMap.Empty;
        foreach (var (name, expected) in (Get(want, "properties") as IpldMap ?? IpldMap.Empty).Entries)
        {
            if (expected is not IpldMap inner)
                continue;
            if (Get(properties, name) is IpldMap found)
                Compare(inner, found, $"{path}.{name}");
            else
                Fault("properties", path, new IpldString(name), Get(properties, name));
        }
    }

    void CompareArray(IpldMap want, IpldMap have, string path)
    {
        AtMost(want, have, "maxItems", path, null);
        AtLeast(want, have, "minItems", path, null);
        if (Get(want, "items") is IpldMap expected && Get(have, "items") is IpldMap found)
            Compare(expected, found, $"{path}.items");
        else
            Fault("items", path, Get(want, "items"), Get(have, "items"));
    }

    void Fault(string property, string path, IpldValue? expected, IpldValue? actual) =>
        Tell($"Invalid value for property {property} of {path}: expected {Shown(expected)} but got {Shown(actual)}");

    void Tell(string message) => _faults.Add(new(message));

    static IpldValue? Get(IpldMap map, string key) => map.TryGet(key, out var value) ? value : null;

    static IReadOnlyList<IpldValue> Items(IpldMap map, string key) => Get(map, key) is IpldList list ? list.Items : [];

    /// <summary>A value as a message quotes it. While alternatives are tried messages are for nobody.</summary>
    string Shown(IpldValue? value)
    {
        if (value is null || _tries > 0)
            return "no value";
        var text = value is IpldString found ? found.Value : value.ToString();
        return text.Length <= ShownMax ? text : text[..ShownMax] + "…";
    }

    sealed class ByReference : IEqualityComparer<(IpldMap, IpldMap)>
    {
        public static ByReference Instance { get; } = new();

        public bool Equals((IpldMap, IpldMap) x, (IpldMap, IpldMap) y) =>
            ReferenceEquals(x.Item1, y.Item1) && ReferenceEquals(x.Item2, y.Item2);

        public int GetHashCode((IpldMap, IpldMap) pair) =>
            HashCode.Combine(RuntimeHelpers.GetHashCode(pair.Item1), RuntimeHelpers.GetHashCode(pair.Item2));
    }
}
