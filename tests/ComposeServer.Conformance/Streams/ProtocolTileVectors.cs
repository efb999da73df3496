using ComposeServer.Conformance.Ipld;
using ComposeServer.Conformance.Vectors;
using ComposeServer.Ipld;
using ComposeServer.Ipld.Car;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Ipld.DagJose;
using ComposeServer.Streams;
using ComposeServer.Streams.Events;
using ComposeServer.Streams.TimeProofs;

namespace ComposeServer.Conformance.Streams;

/// <summary>The appendix on streams, as far as it is about tiles: blocks, names, a CAR and a time event.</summary>
sealed class ProtocolTileVectors : VectorClaims
{
    public ProtocolTileVectors()
        : base("ceramic-protocol.json")
    {
        Claim(Tiles_and_links_have_the_recorded_blocks_and_names, IsStreams);
        Claim(A_signed_tile_has_the_recorded_envelope, IsStreams);
        Claim(The_commits_of_a_tile_have_the_recorded_names, IsStreams);
        Claim(An_update_has_the_recorded_CAR, IsStreams);
        Claim(The_time_event_has_the_recorded_blocks_and_http_form, IsStreams);
        Claim(A_tie_is_decided_by_decimal_text, IsStreams);
    }

    public override CaseShape Shape => new CaseShape.Members();

    static bool IsStreams(VectorCase one) => one.Name == "streams";

    static void Tiles_and_links_have_the_recorded_blocks_and_names(VectorCase one)
    {
        var tile = one.Json.GetProperty("tileDet");
        Assert.Equal(tile.Hex("cbor"), DagCborEncoder.Encode(DagJsonValue.Of(tile.GetProperty("genesis").Json)));
        AssertNamed(StreamType.Tile, tile);
        AssertNamed(StreamType.Caip10Link, one.Json.GetProperty("caip10"));
    }

    static void A_signed_tile_has_the_recorded_envelope(VectorCase one)
    {
        var tile = one.Json.GetProperty("tileSigned");

        Assert.True(DagJws.TryReadJson(tile.GetProperty("jws").Json, out var jws, out _));

        Assert.Equal(tile.Text("envelope"), Convert.ToHexStringLower(jws.ToBytes()));
        Assert.Equal(tile.Text("envelopeCid"), jws.ToBlock().Cid.ToString());
        Assert.Equal(tile.Text("payloadCid"), jws.Link.ToString());
        Assert.True(jws.Link.Names(tile.Hex("linkedBlock")));
        var update = one.Json.GetProperty("tileUpdate");
        Assert.True(HttpEvents.TryRead(update.GetProperty("http").Json, out var blocks, out _));
        Assert.Equal(update.Text("envelopeCid"), blocks.Event.Cid.ToString());
        Assert.Equal(update.Text("payloadCid"), blocks.Linked!.Value.Cid.ToString());
        Assert.Equal(update.Text("linkedBlock"), Convert.ToHexStringLower(blocks.Linked.Value.Bytes.Span));
    }

    static void The_commits_of_a_tile_have_the_recorded_names(VectorCase one)
    {
        var signed = one.Json.GetProperty("tileSigned");
        var stream = StreamId.Parse(signed.Text("streamId"));
        var tip = stream.At(Cid.Parse(one.Json.Text("tileUpdate", "envelopeCid")));
        var commits = one.Json.GetProperty("commitIds");

        Assert.Equal(signed.Text("envelopeCid"), stream.Init.ToString());
        Assert.Equal(commits.Text("genesis0"), stream.At(stream.Init).ToString());
        Assert.Equal(commits.GetProperty("genesis0hexlen").GetInt32(), stream.At(stream.Init).ToBytes().Length);
        Assert.Equal(commits.Text("fromGenesisCid"), stream.At(stream.Init).ToString());
        Assert.Equal(commits.Text("tip"), tip.ToString());
        Assert.Equal(tip, CommitId.Parse(commits.Text("url")));
        Assert.Equal(tip, CommitId.Parse(commits.Text("legacy")));
        Assert.Equal(commits.Text("slash"), StreamId.Parse($"/ceramic/{stream}").ToString());
    }

    static void An_update_has_the_recorded_CAR(VectorCase one)
    {
        var recorded = one.Json.GetProperty("carUpdate");
        var bytes = recorded.Hex("hex");

        Assert.True(CarFile.TryRead(bytes, CarLimits.Default, out var car, out var error), error.Code);

        Assert.Equal(recorded.Text("string"), Multibase.Encode(Multibase.Base64UrlPrefix, bytes));
        Assert.Equal(recorded.Texts("roots"), car.Roots.Select(root => root.ToString()));
        Assert.Equal(recorded.Texts("order"), car.Blocks.Select(block => block.Cid.ToString()));
        Assert.Equal(bytes, car.ToBytes());
    }

    static void The_time_event_has_the_recorded_blocks_and_http_form(VectorCase one)
    {
        var recorded = one.Json.GetProperty("time");

        Assert.True(HttpEvents.TryRead(recorded.GetProperty("http").Json, out var blocks, out _));

        Assert.Equal(recorded.Text("eventCbor"), Convert.ToHexStringLower(blocks.Event.Bytes.Span));
        Assert.Equal(recorded.Text("eventCid"), blocks.Event.Cid.ToString());
        var proof = recorded.Hex("proofCbor");
        Assert.Equal(recorded.Text("proofCid"), Cid.Compute(Multicodec.DagCbor, proof).ToString());
        Assert.True(ProofBlock.TryRead(proof, out var read));
        Assert.Equal(recorded.Text("root"), read.Root.ToString());
        Assert.Equal(recorded.Text("txHashCid"), read.TxHash.ToString());
        Assert.True(DagCborDecoder.ReadStrict(recorded.Hex("rootCbor")).TryGet<IpldList>(out _));
    }

    /// <summary>The text of <c>ten</c> sorts before that of <c>nine</c>: 1 stands before 9.</summary>
    static void A_tie_is_decided_by_decimal_text(VectorCase one)
    {
        var tie = one.Json.GetProperty("tie");
        var nine = string.Join(',', Cid.Parse(tie.Text("nine")).Bytes.ToArray());
        var ten = string.Join(',', Cid.Parse(tie.Text("ten")).Bytes.ToArray());

        Assert.StartsWith(tie.Text("s"), nine, StringComparison.Ordinal);
        Assert.Equal(tie.GetProperty("nineLtTen").GetBoolean(), string.CompareOrdinal(nine, ten) < 0);
        Assert.False(tie.GetProperty("parsed").GetBoolean());
    }

    static void AssertNamed(StreamType type, Recorded recorded)
    {
        var bytes = recorded.Hex("cbor");
        var cid = Cid.Compute(Multicodec.DagCbor, bytes);
        Assert.True(DagCborDecoder.ReadStrict(bytes).IsOk);
        Assert.Equal(recorded.Text("cid"), cid.ToString());
        Assert.Equal(recorded.Text("streamId"), new StreamId(type, cid).ToString());
    }
}
