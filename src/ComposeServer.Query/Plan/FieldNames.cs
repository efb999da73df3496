using System.Collections.Immutable;
using System.Text;

namespace ComposeServer.Query.Plan;

/// <summary>Fields of one object, each once.</summary>
sealed class FieldNames
{
    readonly List<string> _names = [];

    public int Add(string name)
    {
        var index = _names.IndexOf(name);
        if (index >= 0)
            return index;
        _names.Add(name);
        return _names.Count - 1;
    }

    public ImmutableArray<byte[]> ToArray() => [.. _names.Select(Encoding.UTF8.GetBytes)];
}
