using ComposeServer.Anchoring.Trees;
using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Streams;
using ComposeServer.Streams.TimeProofs;

namespace ComposeServer.Tests.Anchoring;

public class SplitTreeTests
{
    static readonly Block Metadata = DagCborEncoder.ToBlock(
        IpldMap.Of(
            ("numEntries", 2L),
            ("streamIds", IpldList.Of("k1", "k2")),
            ("bloomFilter", IpldMap.Of(("type", "jsnpm_bloom-filters"), ("data", IpldMap.Empty)))
        )
    );

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(11)]
    [InlineData(64)]
    public void Every_path_leads_to_its_leaf_with_and_without_metadata_at_the_root(int count)
    {
        Cid[] leaves = [.. Enumerable.Range(0, count).Select(i => AnchorSamples.CidOf($"{i}"))];
        var plain = SplitTree.Of(leaves);
        var about = SplitTree.Of(leaves, Metadata.Cid);

        Assert.NotEqual(plain.Root, about.Root);
        foreach (var tree in (SplitTree[])[plain, about])
        {
            Assert.Equal(
                Enumerable.Repeat<object?>(null, count),
                leaves.Select((leaf, i) => (object?)Walk(tree, leaf, tree.Paths[i]))
            );
        }
    }

    [Theory]
    [InlineData("2")]
    [InlineData("2/numEntries")]
    [InlineData("2/streamIds/0")]
    [InlineData("00")]
    [InlineData("0/")]
    public void No_path_leads_into_the_metadata(string path)
    {
        var tree = SplitTree.Of([AnchorSamples.CidOf("0"), AnchorSamples.CidOf("1")], Metadata.Cid);

        Assert.NotNull(Walk(tree, Metadata.Cid, path));
    }

    [Fact]
    public void The_empty_half_of_a_tree_of_one_leaf_is_no_leaf()
    {
        var leaf = AnchorSamples.CidOf("0");

        Assert.NotNull(Walk(SplitTree.Of([leaf]), leaf, "1"));
        Assert.Throws<ArgumentException>(() => SplitTree.Of([]));
    }

    [Fact]
    public void Leaves_are_ordered_as_JavaScript_orders_text()
    {
        // As Node.js sorts them with localeCompare.
        string[] ordered = ["A", "a_", "a-", "a:B", "A:b", "a1", "aa", "ab", "aB", "Ab", "b"];

        Assert.Equal(ordered, ordered.Reverse().Order(Comparer<string>.Create(LocaleOrder.Compare)));
    }

    [Fact]
    public void Streams_without_a_model_come_last_then_controllers_and_names_decide()
    {
        StreamId Stream(string name) => new(StreamType.Document, AnchorSamples.CidOf(name));
        SplitLeaf Leaf(string stream, string? model, string controller) =>
            new(AnchorSamples.CidOf("tip"), Stream(stream), model is null ? null : Stream(model), controller);
        string[] models = [.. new[] { "m1", "m2" }.OrderBy(name => Stream(name).ToString(), StringComparer.Ordinal)];
        string[] streams = [.. new[] { "s1", "s2" }.OrderBy(name => Stream(name).ToString(), StringComparer.Ordinal)];

        SplitLeaf[] ordered =
        [
            Leaf("s", models[0], "did:key:zz"),
            Leaf("s", models[1], "did:key:za"),
            Leaf(streams[0], null, "did:key:zaa"),
            Leaf(streams[1], null, "did:key:zaa"),
            Leaf("s", null, "did:key:zAb"),
        ];

        Assert.Equal(ordered, ordered.Reverse().Order(LeafOrder.ByModel));
    }

    [Fact]
    public void The_later_order_is_that_of_the_tips_texts()
    {
        Cid[] tips = [.. Enumerable.Range(0, 20).Select(i => AnchorSamples.CidOf($"{i}"))];

        Assert.Equal(tips.OrderBy(tip => tip.ToString(), StringComparer.Ordinal), tips.Order(LeafOrder.ByTip));
    }

    static object? Walk(SplitTree tree, Cid leaf, string path)
    {
        var nodes = tree.Nodes.ToDictionary(node => node.Cid, node => node.Bytes);
        return ProofPath.Check(
            new(leaf, tree.Root, path),
            tree.Root,
            cid => nodes.TryGetValue(cid, out var bytes) ? bytes : null
        );
    }
}
