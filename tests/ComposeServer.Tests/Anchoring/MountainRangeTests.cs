using ComposeServer.Anchoring.Trees;
using ComposeServer.Ipld;
using ComposeServer.Streams.TimeProofs;

namespace ComposeServer.Tests.Anchoring;

public class MountainRangeTests
{
    [Theory]
    [InlineData(0, 1, "")]
    [InlineData(0, 2, "0")]
    [InlineData(1, 2, "1")]
    [InlineData(0, 3, "0/0")]
    [InlineData(1, 3, "0/1")]
    [InlineData(2, 3, "1")]
    [InlineData(10, 14, "1/0/1/0")]
    [InlineData(13, 14, "1/1/1")]
    [InlineData(999_999, 1_000_000, "1/1/1/1/1/1/1/1/1/1/1/1")]
    public void A_path_follows_from_index_and_count(int index, int count, string path)
    {
        // 1,000,000 has seven peaks, the last of 64 leaves: six steps to it and six in it.
        Assert.Equal(path, MountainRange.PathOf(index, count));
    }

    [Fact]
    public void At_every_size_every_path_leads_to_its_leaf_over_exactly_the_nodes_given()
    {
        var tree = new MountainRange();
        for (var count = 1; count <= 70; count++)
        {
            tree.Add(AnchorSamples.CidOf($"{count - 1}"));
            var all = tree.Nodes.ToDictionary(node => node.Cid, node => node.Bytes);
            Assert.Equal(count - 1, all.Count);
            for (var i = 0; i < count; i++)
            {
                var visited = new List<Cid>();
                var time = new TimeEvent(AnchorSamples.CidOf($"{i}"), tree.Root, MountainRange.PathOf(i, count));

                var refusal = ProofPath.Check(
                    time,
                    tree.Root,
                    cid =>
                    {
                        visited.Add(cid);
                        return all[cid];
                    }
                );

                Assert.Null(refusal);
                Assert.Equal(visited, tree.NodesTo(i).Select(node => node.Cid));
            }
        }
    }

    [Fact]
    public void The_root_of_one_leaf_is_the_leaf_and_of_none_there_is_none()
    {
        var tree = new MountainRange();
        Assert.Throws<InvalidOperationException>(() => tree.Root);

        tree.Add(AnchorSamples.CidOf("only"));

        Assert.Equal(AnchorSamples.CidOf("only"), tree.Root);
        Assert.Empty(tree.Nodes);
        Assert.Empty(tree.NodesTo(0));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    public void A_leaf_that_is_not_there_has_no_path(int index)
    {
        var tree = new MountainRange();
        for (var i = 0; i < 3; i++)
            tree.Add(AnchorSamples.CidOf($"{i}"));

        Assert.Throws<ArgumentOutOfRangeException>(() => tree.NodesTo(index));
        Assert.Throws<ArgumentOutOfRangeException>(() => MountainRange.PathOf(index, 3));
    }
}
