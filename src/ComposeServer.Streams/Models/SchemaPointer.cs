using ComposeServer.Ipld;

namespace ComposeServer.Streams.Models;

/// <summary>Follows <c>$ref</c> inside one schema.</summary>
static class SchemaPointer
{
    /// <summary>References that lead to references; longer chains count as broken.</summary>
    const int HopsMax = 32;

    /// <summary>The schema that a node stands for.</summary>
    /// <returns>Null when a reference leads nowhere, out of this schema, or round in a circle.</returns>
    public static IpldMap? Resolve(IpldMap root, IpldMap node)
    {
        for (var hop = 0; hop < HopsMax; hop++)
        {
            if (!node.TryGet("$ref", out var reference))
                return node;
            if (reference is not IpldString { Value: ['#', .. var pointer] } || Find(root, pointer) is not { } target)
                return null;
            node = target;
        }

        return null;
    }

    static IpldMap? Find(IpldValue at, string pointer)
    {
        if (pointer.Length == 0)
            return at as IpldMap;
        if (pointer[0] != '/')
            return null;
        foreach (var escaped in pointer[1..].Split('/'))
        {
            var name = Uri.UnescapeDataString(escaped)
                .Replace("~1", "/", StringComparison.Ordinal)
                .Replace("~0", "~", StringComparison.Ordinal);
            if (at is not IpldMap map || !map.TryGet(name, out var next))
                return null;
            at = next;
        }

        return at as IpldMap;
    }
}
