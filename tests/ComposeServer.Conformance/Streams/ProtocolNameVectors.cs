using System.Security.Cryptography;
using ComposeServer.Conformance.Vectors;
using ComposeServer.Identity.Dids;
using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Streams;
using ComposeServer.Streams.Events;
using ComposeServer.Streams.TimeProofs;

namespace ComposeServer.Conformance.Streams;

/// <summary>The appendix on names and trees.</summary>
sealed class ProtocolNameVectors : VectorClaims
{
    public ProtocolNameVectors()
        : base("ceramic-protocol.json")
    {
        Claim(The_metamodel_has_the_recorded_name, one => one.Name == "metamodel");
        Claim(Event_ids_are_made_of_our_bytes_of_streams_and_events, one => one.Name == "eventIds");
        Claim(A_range_of_a_model_begins_with_its_event_ids, one => one.Name == "interest");
        Claim(A_set_hash_adds_the_hashes_of_its_keys, one => one.Name == "ahash");
        Claim(Paths_of_a_split_tree_lead_to_its_leaves, one => one.Name == "merkle");
    }

    public override IReadOnlyDictionary<string, string> Aside { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["merkle.leavesAreDagCborOf"] = "says what the leaves are",
        };

    static void The_metamodel_has_the_recorded_name(VectorCase one)
    {
        Assert.Equal(one.Json.Text("text"), StreamId.Metamodel.ToString());
        Assert.Equal(one.Json.Hex("hex"), StreamId.Metamodel.ToBytes());
    }

    static void Event_ids_are_made_of_our_bytes_of_streams_and_events(VectorCase one)
    {
        foreach (var vector in one.Json.EnumerateArray())
        {
            var model =
                vector.Text("sepValue") is var text && text == "metamodel" ? StreamId.Metamodel : StreamId.Parse(text);

            var id = EventId.Of(
                vector.GetProperty("network").GetUInt64(),
                model.Name,
                Did.Parse(vector.Text("controller")),
                Cid.Parse(vector.Text("init")),
                Cid.Parse(vector.Text("event"))
            );

            Assert.Equal(EventId.SeparatorKey, vector.Text("sepKey"));
            Assert.Equal(vector.Text("hex"), Convert.ToHexStringLower(id.ToBytes()));
            Assert.True(EventId.TryRead(vector.Hex("hex"), out var read));
            Assert.Equal(id, read);
        }
    }

    static void A_range_of_a_model_begins_with_its_event_ids(VectorCase one)
    {
        var vector = one.File.GetProperty("eventIds")[1];
        var range = EventIdRange.Of(0, StreamId.Parse(vector.Text("sepValue")).Name, null, null);

        Assert.Equal(one.Json.Text("sepKeyHashLast8_model"), Convert.ToHexStringLower(HashEnd("model"u8)));
        Assert.Equal(one.Json.Text("modelRangeStart"), Convert.ToHexStringLower(range.Start.Span));
        Assert.Equal(one.Json.Text("modelRangeEnd"), Convert.ToHexStringLower(range.End.Span));
        Assert.True(range.Start.Span.SequenceCompareTo(vector.Hex("hex")) < 0);
        Assert.True(range.End.Span.SequenceCompareTo(vector.Hex("hex")) > 0);
    }

    /// <summary>Eight little-endian words, each summed by itself.</summary>
    static void A_set_hash_adds_the_hashes_of_its_keys(VectorCase one)
    {
        byte[][] keys =
        [
            .. one.File.GetProperty("eventIds").EnumerateArray().Skip(1).Select(vector => vector.Hex("hex")),
        ];
        byte[][] hashes = [.. keys.Select(key => SHA256.HashData(key))];

        Assert.Equal(one.Json.Text("single_network0"), Convert.ToHexStringLower(hashes[0]));
        Assert.Equal(one.Json.Text("single_network1"), Convert.ToHexStringLower(hashes[1]));
        Assert.Equal(one.Json.GetProperty("count").GetInt32(), keys.Length);
        var sum = new byte[32];
        for (var at = 0; at < sum.Length; at += 4)
        {
            var word = BitConverter.ToUInt32(hashes[0], at) + BitConverter.ToUInt32(hashes[1], at);
            Assert.True(BitConverter.TryWriteBytes(sum.AsSpan(at), word));
        }

        Assert.Equal(one.Json.Text("sum_le_u32x8"), Convert.ToHexStringLower(sum));
    }

    static void Paths_of_a_split_tree_lead_to_its_leaves(VectorCase one)
    {
        Cid[] leaves = [.. one.Json.Texts("leaves").Select(text => Cid.Parse(text))];
        for (var i = 0; i < leaves.Length; i++)
            Assert.Equal(leaves[i], DagCborEncoder.ToBlock(IpldMap.Of(("i", i))).Cid);

        foreach (var (count, tree) in one.Json.GetProperty("splitTree").EnumerateObject())
        {
            var nodes = new Dictionary<Cid, ReadOnlyMemory<byte>>();
            string[] paths = [.. tree.Texts("paths")];
            Assert.Equal(count, $"{paths.Length}");

            var root = Build(paths.Zip(leaves).ToDictionary(StringComparer.Ordinal), "", nodes);

            Assert.Equal(tree.Text("root"), root.ToString());
            for (var i = 0; i < paths.Length; i++)
            {
                var time = new TimeEvent(leaves[i], root, paths[i]);
                Assert.Null(ProofPath.Check(time, root, cid => nodes.TryGetValue(cid, out var bytes) ? bytes : null));
            }
        }
    }

    /// <summary>A single leaf has null beside it.</summary>
    static Cid Build(Dictionary<string, Cid> leaves, string path, Dictionary<Cid, ReadOnlyMemory<byte>> nodes)
    {
        if (leaves.TryGetValue(path, out var leaf))
            return leaf;
        var sides = new[] { "0", "1" }.Select(step => path.Length == 0 ? step : $"{path}/{step}").ToArray();
        IpldValue[] links =
        [
            .. sides.Select(side =>
                leaves.Keys.Any(key => key == side || key.StartsWith(side + "/", StringComparison.Ordinal))
                    ? new IpldLink(Build(leaves, side, nodes))
                    : (IpldValue)IpldNull.Instance
            ),
        ];
        var block = DagCborEncoder.ToBlock(new IpldList([.. links]));
        nodes[block.Cid] = block.Bytes;
        return block.Cid;
    }

    static byte[] HashEnd(ReadOnlySpan<byte> bytes) => SHA256.HashData(bytes)[^8..];
}
