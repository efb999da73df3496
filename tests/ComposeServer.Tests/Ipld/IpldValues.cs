using ComposeServer.Ipld;
using FsCheck;
using FsCheck.Fluent;

namespace ComposeServer.Tests.Ipld;

/// <summary>Any value of the data model, by chance.</summary>
static class IpldValues
{
    static readonly Gen<string> Text = Gen.Elements(
            "a",
            "b",
            "/",
            "bytes",
            "0",
            "-",
            "\"",
            "\\",
            "\n",
            "\u007f",
            "é",
            "\ue000",
            "水",
            "𐅑"
        )
        .ArrayOf()
        .Select(string.Concat);

    static readonly Gen<IpldValue> Leaf = Gen.OneOf(
        Gen.Constant(IpldValue.Null),
        Gen.Elements<IpldValue>(IpldBool.True, IpldBool.False),
        Gen.Choose(-1_000, 1_000).Select(number => (IpldValue)number),
        Gen.Elements<IpldValue>(
            new IpldInteger(IpldInteger.Most),
            new IpldInteger(IpldInteger.Least),
            new IpldInteger(long.MaxValue),
            new IpldInteger(long.MinValue),
            new IpldInteger(uint.MaxValue),
            new IpldInteger(1L << 53)
        ),
        ArbMap.Default.GeneratorFor<double>().Where(double.IsFinite).Select(number => (IpldValue)new IpldFloat(number)),
        Text.Select(text => (IpldValue)text),
        ArbMap.Default.GeneratorFor<byte[]>().Select(bytes => (IpldValue)bytes),
        ArbMap
            .Default.GeneratorFor<byte[]>()
            .Select(bytes => (IpldValue)Cid.Create(Multicodec.Raw, Multihash.Sha2256, bytes))
    );

    public static Arbitrary<IpldValue> Any { get; } = Gen.Sized(size => Of(int.Min(size, 24))).ToArbitrary();

    static Gen<IpldValue> Of(int size)
    {
        if (size < 2)
            return Leaf;
        var inner = Of(size / 3);
        return Gen.Frequency(
            (3, Leaf),
            (2, inner.ArrayOf(size / 3).Select(items => (IpldValue)new IpldList(items))),
            (
                3,
                Text.ArrayOf(size / 2)
                    .SelectMany(keys => inner.ArrayOf(size / 2).Select(values => keys.Zip(values)))
                    .Select(pairs => (IpldValue)IpldMap.From(pairs.DistinctBy(pair => pair.First).Select(Pair)))
            )
        );
    }

    static KeyValuePair<string, IpldValue> Pair((string Key, IpldValue Value) pair) => new(pair.Key, pair.Value);
}
