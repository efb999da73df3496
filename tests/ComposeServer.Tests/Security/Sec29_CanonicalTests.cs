using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Log;
using ComposeServer.Log.Intake;
using ComposeServer.Log.Intake.Stages;

namespace ComposeServer.Tests.Security;

/// <summary>Attack 29: two spellings of one value would be two events, two streams, two votes.</summary>
public class Sec29_CanonicalTests
{
    public static TheoryData<string, string, string> Spellings =>
        new()
        {
            { "list of no declared length", "9f01ff", DagCborErrorCode.Indefinite },
            { "map of no declared length", "bf616101ff", DagCborErrorCode.Indefinite },
            { "text of no declared length", "7f6161ff", DagCborErrorCode.Indefinite },
            { "bytes of no declared length", "5f4101ff", DagCborErrorCode.Indefinite },
            { "a break alone", "ff", DagCborErrorCode.Indefinite },
            { "1 in two bytes", "1801", DagCborErrorCode.NotShortest },
            { "1 in three", "190001", DagCborErrorCode.NotShortest },
            { "1 in nine", "1b0000000000000001", DagCborErrorCode.NotShortest },
            { "-1 in two bytes", "3800", DagCborErrorCode.NotShortest },
            { "a long length of text", "780161", DagCborErrorCode.NotShortest },
            { "a long length of bytes", "590001ff", DagCborErrorCode.NotShortest },
            { "a long length of a list", "980101", DagCborErrorCode.NotShortest },
            { "a long length of a map", "b801616101", DagCborErrorCode.NotShortest },
            { "keys out of order", "a2616201616101", DagCborErrorCode.KeyOrder },
            { "a longer key first", "a262616101616201", DagCborErrorCode.KeyOrder },
            { "a key twice", "a2616101616102", DagCborErrorCode.KeyRepeated },
            { "a number as key", "a10101", DagCborErrorCode.KeyKind },
            { "bytes as key", "a1416101", DagCborErrorCode.KeyKind },
            { "a float of 16 bits", "f93c00", DagCborErrorCode.FloatWidth },
            { "a float of 32 bits", "fa3f800000", DagCborErrorCode.FloatWidth },
            { "NaN", "fb7ff8000000000000", DagCborErrorCode.FloatValue },
            { "another NaN", "fbfff8000000000001", DagCborErrorCode.FloatValue },
            { "infinity", "fb7ff0000000000000", DagCborErrorCode.FloatValue },
            { "undefined", "f7", DagCborErrorCode.Simple },
            { "a simple value", "e0", DagCborErrorCode.Simple },
            { "true in two bytes", "f815", DagCborErrorCode.Simple },
            { "a date", "c074323031332d30332d32315432303a30343a30305a", DagCborErrorCode.Tag },
            { "a big number", "c249010000000000000000", DagCborErrorCode.Tag },
            { "CBOR that says it is", "d9d9f700", DagCborErrorCode.Tag },
            { "a link in a long tag", "d9002a4100", DagCborErrorCode.NotShortest },
            { "a link of text", "d82a6161", DagCborErrorCode.Link },
            { "a link without its zero", "d82a420171", DagCborErrorCode.Link },
            { "text that is no UTF-8", "61ff", DagCborErrorCode.Utf8 },
            { "a surrogate", "63eda080", DagCborErrorCode.Utf8 },
            { "a long form of a slash", "62c0af", DagCborErrorCode.Utf8 },
            { "two values", "0101", DagCborErrorCode.TrailingBytes },
        };

    [Theory]
    [MemberData(nameof(Spellings))]
    public void Another_spelling_is_refused_by_the_strict_reader(string what, string hex, string code)
    {
        var read = DagCborDecoder.ReadStrict(Convert.FromHexString(hex));

        Assert.True(code == read.Error?.Code, $"{what}: {read.Error}");
    }

    [Theory]
    [MemberData(nameof(Spellings))]
    public void Another_spelling_inside_an_event_is_refused_by_the_intake(string what, string hex, string code)
    {
        // { "a": <the value> } as an unsigned event; two values are two entries too many.
        byte[] bytes = [0xa1, 0x61, 0x61, .. Convert.FromHexString(hex)];
        var block = new Block(Cid.Compute(Multicodec.DagCbor, bytes), bytes);

        Assert.False(EventDecoder.TryDecode(new EventBlocks(block), out _, out var refusal));

        Assert.Equal(RefusalCode.Malformed, refusal.Code);
        Assert.True(refusal.Detail.Contains(code, StringComparison.Ordinal), $"{what}: {refusal.Detail}");
    }
}
