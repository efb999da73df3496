using ComposeServer.Identity.Dids;
using ComposeServer.Ipld;
using ComposeServer.Streams;
using ComposeServer.Streams.Events;

namespace ComposeServer.Tests.Streams;

/// <summary>Names by which events sort. Recorded ones are among the vectors; these are about what is none.</summary>
public class EventIdTests
{
    static readonly Cid Init = Cid.Compute(Multicodec.DagJose, [1]);
    static readonly Did Ada = Did.Parse("did:key:z6MkvDqGT54cXesYGvABpF1UapVNwjCqRcafi4Px6Thv5T3Z");
    static readonly EventId Id = EventId.Of(
        0,
        StreamId.Metamodel.Name,
        Ada,
        Init,
        Cid.Compute(Multicodec.DagJose, [2])
    );

    [Theory]
    [InlineData('b')]
    [InlineData('k')]
    [InlineData('z')]
    [InlineData('m')]
    [InlineData('u')]
    [InlineData('f')]
    public void A_name_reads_in_any_multibase(char prefix)
    {
        Assert.True(EventId.TryParse(Multibase.Encode(prefix, Id.ToBytes()), out var read));
        Assert.Equal(Id, read);
    }

    [Fact]
    public void A_name_is_written_in_base_16()
    {
        Assert.Equal("fce010500", Id.ToString()[..9]);
        Assert.Equal("fce0105ff01", (Id with { Network = 0xff }).ToString()[..11]);
        Assert.True(EventId.TryParse(Id.ToString(), out var read));
        Assert.Equal(Id, read);
    }

    [Fact]
    public void Bytes_that_are_missing_or_left_over_make_no_name()
    {
        var bytes = Id.ToBytes();

        Assert.All(
            Enumerable.Range(0, bytes.Length),
            length => Assert.False(EventId.TryRead(bytes.AsSpan(0, length), out _))
        );
        Assert.False(EventId.TryRead([.. bytes, 0], out _));
    }

    [Theory]
    [InlineData(0, 0xcf)]
    [InlineData(2, 0x03)]
    public void Another_codec_and_another_type_make_no_name(int at, byte value)
    {
        var bytes = Id.ToBytes();
        bytes[at] = value;

        Assert.False(EventId.TryRead(bytes, out _));
    }

    [Fact]
    public void A_stream_and_an_event_of_it_have_other_names()
    {
        Assert.False(EventId.TryParse(new StreamId(StreamType.Model, Init).ToString(), out _));
        Assert.False(EventId.TryParse(Init.ToString(), out _));
        Assert.False(EventId.TryParse("", out _));
        Assert.False(EventId.TryParse("f" + new string('a', 40_000), out _));
        Assert.False(EventId.TryParse("z" + new string('a', 40_000), out _));
    }

    [Fact]
    public void Names_sort_by_model_then_controller_then_stream()
    {
        var model = new StreamId(StreamType.Model, Init);
        var stream = new StreamId(StreamType.Document, Init);
        var id = EventId.Of(0, model.Name, Ada, Init, Init).ToBytes();
        EventIdRange[] narrower =
        [
            EventIdRange.Of(0, model.Name, null, null),
            EventIdRange.Of(0, model.Name, Ada, null),
            EventIdRange.Of(0, model.Name, Ada, stream),
        ];

        Assert.All(narrower, range => Assert.True(Holds(range, id)));
        Assert.Equal(narrower[0], EventIdRange.Of(0, model.Name, null, stream), SameBounds);
        Assert.False(Holds(narrower[2], EventId.Of(0, model.Name, Ada, Id.Event, Init).ToBytes()));
        Assert.False(Holds(narrower[1], EventId.Of(0, model.Name, Did.Parse("did:key:a"), Init, Init).ToBytes()));
        Assert.False(Holds(narrower[0], Id.ToBytes()));
        Assert.False(Holds(narrower[0], EventId.Of(1, model.Name, Ada, Init, Init).ToBytes()));
    }

    static bool Holds(EventIdRange range, byte[] id) =>
        range.Start.Span.SequenceCompareTo(id) < 0 && range.End.Span.SequenceCompareTo(id) > 0;

    static bool SameBounds(EventIdRange left, EventIdRange right) =>
        left.Start.Span.SequenceEqual(right.Start.Span) && left.End.Span.SequenceEqual(right.End.Span);
}
