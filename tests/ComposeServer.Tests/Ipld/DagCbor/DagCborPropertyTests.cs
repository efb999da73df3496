using System.Buffers;
using System.Text;
using System.Text.Json;
using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Ipld.DagJson;
using FsCheck;
using FsCheck.Fluent;

namespace ComposeServer.Tests.Ipld.DagCbor;

public class DagCborPropertyTests
{
    static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(2_000);

    [Fact]
    public void Every_value_comes_back_from_its_bytes()
    {
        Prop.ForAll(
                IpldValues.Any,
                value =>
                {
                    var bytes = DagCborEncoder.Encode(value);
                    var read = DagCborDecoder.ReadStrict(bytes);
                    return value.Equals(read.Value)
                        && value.GetHashCode() == read.Value.GetHashCode()
                        && bytes.AsSpan().SequenceEqual(DagCborEncoder.Encode(read.Value));
                }
            )
            .Check(Many);
    }

    [Fact]
    public void Bytes_copied_to_JSON_give_the_text_of_their_value()
    {
        Prop.ForAll(
                IpldValues.Any,
                value =>
                {
                    var bytes = DagCborEncoder.Encode(value);
                    var copied = new ArrayBufferWriter<byte>();
                    var error = PlainJson.Transcode(bytes, copied);
                    var sorted = DagCborDecoder.ReadStrict(bytes).Value!;
                    using var parsed = JsonDocument.Parse(copied.WrittenMemory);
                    return error is null && copied.WrittenSpan.SequenceEqual(PlainJson.ToUtf8(sorted));
                }
            )
            .Check(Many);
    }

    [Fact]
    public void Every_value_that_JSON_can_tell_apart_comes_back_from_DAG_JSON()
    {
        Prop.ForAll(
                IpldValues.Any,
                value =>
                    DagJsonEncoder.TryEncode(value, out var json, out var error)
                        ? value.Equals(DagJsonDecoder.Read(json).Value)
                        : error.Code == DagJsonErrorCode.Reserved
            )
            .Check(Many);
    }

    [Fact]
    public void Random_bytes_never_throw_and_what_reads_strictly_is_canonical()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes => IsTold(bytes)).Check(Many);
    }

    [Fact]
    public void Damaged_bytes_never_throw_and_what_reads_strictly_is_canonical()
    {
        const int seed = 20;
        var chance = new System.Random(seed);
        var bytes = DagCborEncoder.Encode(
            IpldMap.Of(
                ("header", IpldMap.Of(("controllers", IpldList.Of("did:key:z6Mk")), ("unique", new byte[12]))),
                ("prev", Cid.Compute(Multicodec.DagCbor, [0])),
                ("data", IpldList.Of(1, -1, 300, new IpldFloat(1.5), IpldValue.Null, true, "text é"))
            )
        );
        for (var i = 0; i < 30_000; i++)
        {
            var damaged = bytes.AsSpan(0, chance.Next(1, bytes.Length + 1)).ToArray();
            for (var hits = chance.Next(1, 4); hits > 0; hits--)
                damaged[chance.Next(damaged.Length)] = (byte)chance.Next(256);

            Assert.True(IsTold(damaged), $"seed {seed}, round {i}: {Convert.ToHexString(damaged)}");
        }
    }

    [Fact]
    public void Damaged_DAG_JSON_never_throws()
    {
        const int seed = 21;
        var chance = new System.Random(seed);
        var text = """{"a":[1,2.5,{"/":{"bytes":"AQID"}},{"/":"bafkqabiaaebagba"},"\ud83c\udf0d"],"b":null,"c":true}""";
        var json = Encoding.UTF8.GetBytes(text);
        var taken = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var damaged = json.ToArray();
            for (var hits = chance.Next(1, 4); hits > 0; hits--)
                damaged[chance.Next(damaged.Length)] = (byte)chance.Next(256);

            var read = DagJsonDecoder.Read(damaged);

            taken += read.IsOk ? 1 : 0;
            Assert.NotEqual(read.IsOk, read.Error is not null);
        }

        Assert.InRange(taken, 1, 19_999);
    }

    /// <summary>All ways of reading agree, and strict bytes are the one way to write their value.</summary>
    static bool IsTold(byte[] bytes)
    {
        var strict = DagCborDecoder.ReadStrict(bytes);
        var asReference = DagCborDecoder.ReadAsReference(bytes);
        return strict.IsOk == DagCborDecoder.Check(bytes, DagCborRules.Strict) is null
            && asReference.IsOk == DagCborDecoder.Check(bytes, DagCborRules.AsReference) is null
            && asReference.IsOk == PlainJson.Transcode(bytes, new ArrayBufferWriter<byte>()) is null
            && (!strict.IsOk || asReference.IsOk)
            && (!strict.IsOk || bytes.AsSpan().SequenceEqual(DagCborEncoder.Encode(strict.Value)));
    }
}
