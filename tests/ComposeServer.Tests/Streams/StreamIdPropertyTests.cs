using ComposeServer.Ipld;
using ComposeServer.Streams;
using FsCheck;
using FsCheck.Fluent;

namespace ComposeServer.Tests.Streams;

/// <summary>Names of streams and commits, by chance; a failure prints its seed.</summary>
public class StreamIdPropertyTests
{
    static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(1_000);

    static readonly Gen<Cid> Cids =
        from codec in Gen.Elements(Multicodec.DagCbor, Multicodec.DagJose)
        from bytes in ArbMap.Default.GeneratorFor<byte[]>()
        select Cid.Compute(codec, bytes);

    static readonly Gen<StreamId> Ids =
        from type in Gen.Choose(0, 300)
        from init in Cids
        select new StreamId((StreamType)type, init);

    static readonly Arbitrary<CommitId> Commits = (
        from id in Ids
        from commit in Gen.OneOf(Cids, Gen.Constant(id.Init))
        select id.At(commit)
    ).ToArbitrary();

    [Fact]
    public void A_StreamID_comes_back_from_its_bytes_its_text_and_its_address() =>
        Prop.ForAll(
                Ids.ToArbitrary(),
                id =>
                    StreamId.TryRead(id.ToBytes(), out var fromBytes)
                    && fromBytes == id
                    && StreamId.Parse(id.ToString()) == id
                    && StreamId.Parse($"ceramic://{id}") == id
                    && !StreamId.TryRead([.. id.ToBytes(), 0], out _)
            )
            .Check(Many);

    [Fact]
    public void A_CommitID_comes_back_from_its_bytes_its_text_and_its_address() =>
        Prop.ForAll(
                Commits,
                id =>
                    CommitId.TryRead(id.ToBytes(), out var fromBytes)
                    && fromBytes == id
                    && CommitId.Parse(id.ToString()) == id
                    && CommitId.Parse($"ceramic://{id}") == id
                    && !CommitId.TryRead([.. id.ToBytes(), 0], out _)
            )
            .Check(Many);
}
