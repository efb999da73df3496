using ComposeServer.Ipld;

namespace ComposeServer.Tests.Ipld;

public class IpldMapTests
{
    [Fact]
    public void Entries_keep_their_order_and_equality_does_not_ask_for_it()
    {
        var one = IpldMap.Of(("b", 1), ("a", 2));
        var other = IpldMap.Of(("a", 2), ("b", 1));

        Assert.Equal(["b", "a"], one.Entries.Select(entry => entry.Key));
        Assert.Equal(one, other);
        Assert.Equal(one.GetHashCode(), other.GetHashCode());
        Assert.NotEqual(one, IpldMap.Of(("a", 2), ("c", 1)));
        Assert.NotEqual<IpldValue>(one, IpldMap.Of(("b", 1)));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(1_000)]
    public void Small_and_large_maps_find_their_keys(int count)
    {
        var map = IpldMap.From(Enumerable.Range(0, count).Select(i => KeyValuePair.Create($"k{i}", (IpldValue)i)));

        Assert.Equal(count, map.Count);
        Assert.Equal(count - 1, map[$"k{count - 1}"]);
        Assert.True(map.TryGet<IpldInteger>("k0", out var first));
        Assert.Equal(0, first.Value);
        Assert.False(map.TryGet<IpldString>("k0", out _));
        Assert.False(map.Has("none"));
        Assert.Throws<KeyNotFoundException>(() => map["none"]);
        Assert.Throws<ArgumentException>(() => IpldMap.From([.. map.Entries, map.Entries[0]]));
    }

    [Fact]
    public void Setting_and_removing_make_new_maps()
    {
        var map = IpldMap.Of(("a", 1), ("b", 2));

        Assert.Equal("""{"a":3,"b":2}""", map.With("a", 3).ToString());
        Assert.Equal("""{"a":1,"b":2,"c":null}""", map.With("c", IpldValue.Null).ToString());
        Assert.Equal("""{"b":2}""", map.Without("a").ToString());
        Assert.Same(map, map.Without("c"));
        Assert.Equal("""{"a":1,"b":2}""", map.ToString());
    }

    [Fact]
    public void Integer_and_float_differ_and_so_do_the_two_zeros()
    {
        Assert.NotEqual<IpldValue>(new IpldInteger(1), new IpldFloat(1));
        Assert.NotEqual(new IpldFloat(0.0), new IpldFloat(-0.0));
        Assert.Equal(new IpldBytes(new byte[] { 1 }), new IpldBytes(new byte[] { 1 }));
        Assert.Equal(IpldList.Of(1, "a"), IpldList.Of(1, "a"));
        Assert.NotEqual(IpldList.Of(1, "a"), IpldList.Of("a", 1));
    }

    [Fact]
    public void An_integer_tells_whether_it_is_a_long()
    {
        Assert.True(new IpldInteger(long.MinValue).TryGetInt64(out var least));
        Assert.Equal(long.MinValue, least);
        Assert.False(new IpldInteger((Int128)long.MaxValue + 1).TryGetInt64(out _));
    }
}
