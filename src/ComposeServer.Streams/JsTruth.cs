using ComposeServer.Ipld;

namespace ComposeServer.Streams;

/// <summary>What JavaScript takes for true: the JS node asks so of members that may be absent.</summary>
static class JsTruth
{
    /// <returns>False for an absent member, null, false, zero and the empty text.</returns>
    public static bool Of(IpldMap map, string member) => map.TryGet(member, out var value) && Of(value);

    /// <returns>False for null, false, zero and the empty text.</returns>
    public static bool Of(IpldValue value) =>
        value switch
        {
            IpldNull => false,
            IpldBool truth => truth.Value,
            IpldInteger integer => integer.Value != 0,
            IpldFloat number => number.Value != 0,
            IpldString text => text.Value.Length > 0,
            _ => true,
        };
}
