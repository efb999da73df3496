using ComposeServer.Ipld;

namespace ComposeServer.Streams.Models.Interfaces;

/// <summary>The rows for <c>allOf</c>, <c>oneOf</c> and <c>anyOf</c>.</summary>
sealed partial class SchemaMatch
{
    static bool HasAlternatives(IpldMap want) =>
        Get(want, "allOf") is IpldList || Get(want, "oneOf") is IpldList || Get(want, "anyOf") is IpldList;

    void CompareAlternatives(IpldMap want, IpldMap have, string path)
    {
        if (want.TryGet("type", out _))
            Same(want, have, "type", path);
        OneForOne(want, have, "allOf", path);
        OneForOne(want, have, "oneOf", path);
        if (Get(want, "anyOf") is not IpldList expected)
            return;
        var found = Get(have, "anyOf") is IpldList alternatives ? alternatives.Items : [have];
        if (!expected.Items.Any(item => found.Any(other => Matches(item, other, path))))
            Fault("anyOf", path, expected, Get(have, "anyOf"));
    }

    void OneForOne(IpldMap want, IpldMap have, string property, string path)
    {
        if (Get(want, property) is not IpldList expected)
            return;
        var found = Get(have, property) as IpldList;
        if (found is null || found.Items.Count != expected.Items.Count)
        {
            Fault(property, path, expected, found);
            return;
        }

        for (var i = 0; i < expected.Items.Count; i++)
        {
            if (!found.Items.Any(other => Matches(expected.Items[i], other, path)))
                Tell(
                    $"Invalid value for index {i} of {path}.{property}: expected {Shown(expected.Items[i])} but got no value"
                );
        }
    }

    /// <summary>Tries one alternative: its faults are not the model's, and other tries must find its parts unseen.</summary>
    bool Matches(IpldValue expected, IpldValue actual, string path)
    {
        if (expected is not IpldMap want || actual is not IpldMap have)
            return false;
        var outer = _faults;
        var seen = _seen;
        _faults = [];
        _tries++;
        Compare(want, have, path);
        _tries--;
        var matches = _faults.Count == 0;
        _faults = outer;
        _seen = seen;
        return matches;
    }
}
