using System.Text;
using System.Text.Json;
using ComposeServer.Identity.Jose;
using ComposeServer.Identity.Sessions;
using ComposeServer.Ipld;
using ComposeServer.Ipld.DagJose;
using ComposeServer.Streams.Events;

namespace ComposeServer.Tests.Identity;

/// <summary>The last letter of base64 may have bits that belong to no byte. Set, they make a second text of the same bytes: refused wherever such text is read.</summary>
public class SpareBitsTests
{
    const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    [Fact]
    public void In_each_part_of_a_compact_JWS()
    {
        using var signer = Samples.Signer("EdDSA");
        using var payload = JsonDocument.Parse("""{"code":"xy"}""");
        var parts = Jws.Sign(signer, payload.RootElement).ToCompact().Split('.');
        var tried = 0;
        for (var number = 0; number < parts.Length; number++)
            foreach (var twin in Twins(parts[number]))
            {
                var text = string.Join('.', parts.Select((part, at) => at == number ? twin : part));
                Assert.False(Jws.TryParseCompact(text, out _, out _), text);
                tried++;
            }

        Assert.InRange(tried, 15, 45);
    }

    [Theory]
    [InlineData("payload")]
    [InlineData("protected")]
    [InlineData("signature")]
    public void In_each_member_of_a_JWS_in_JSON(string member)
    {
        using var signer = Samples.Signer("EdDSA");
        var json = HeaderThatLeavesSpareBits(signer);
        var good = JsonDocument.Parse(json).RootElement;
        Assert.True(DagJws.TryReadJson(good, out _, out _));
        var text =
            member == "payload" ? good.GetProperty(member) : good.GetProperty("signatures")[0].GetProperty(member);

        foreach (var twin in TwinsOrLonger(text.GetString()!))
        {
            var changed = json.Replace($"\"{text.GetString()}\"", $"\"{twin}\"", StringComparison.Ordinal);
            Assert.False(DagJws.TryReadJson(JsonDocument.Parse(changed).RootElement, out _, out _), changed);
        }
    }

    [Fact]
    public void In_a_session_text_and_in_the_seed_within()
    {
        using var session = Samples.Session();
        var text = session.Serialize();
        Assert.True(Base64Url.TryDecode(text, out var bytes));
        foreach (var twin in TwinsOrLonger(text))
            Assert.False(DidSession.TryParse(twin, out _, out _));

        var json = Encoding.UTF8.GetString(bytes);
        var seed = JsonDocument.Parse(json).RootElement.GetProperty("sessionKeySeed").GetString()!;
        foreach (var twin in Twins(seed.TrimEnd('=').Replace('+', '-').Replace('/', '_')))
        {
            var changed = json.Replace(seed, twin.Replace('-', '+').Replace('_', '/') + "=", StringComparison.Ordinal);
            Assert.NotEqual(json, changed);
            Assert.False(DidSession.TryParse(Base64Url.Encode(Encoding.UTF8.GetBytes(changed)), out _, out _));
        }
    }

    [Theory]
    [InlineData("linkedBlock")]
    [InlineData("cacaoBlock")]
    public void In_each_block_of_an_event_as_HTTP_carries_it(string member)
    {
        using var session = Samples.Session();
        var blocks = EventSigner.Sign(session.Signer, PayloadThatLeavesSpareBits(), session.Capability.Block);
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
            HttpEvents.WriteValue(writer, blocks);
        var json = Encoding.UTF8.GetString(stream.ToArray());
        Assert.True(HttpEvents.TryRead(JsonDocument.Parse(json).RootElement, out _, out _));
        var text = JsonDocument.Parse(json).RootElement.GetProperty(member).GetString()!;

        foreach (var twin in TwinsOrLonger(text.TrimEnd('=').Replace('+', '-').Replace('/', '_')))
        {
            var changed = json.Replace(
                JsonSerializer.Serialize(text),
                $"\"{twin.Replace('-', '+').Replace('_', '/')}\"",
                StringComparison.Ordinal
            );
            Assert.False(HttpEvents.TryRead(JsonDocument.Parse(changed).RootElement, out _, out _), changed);
        }
    }

    /// <summary>Texts that end in a letter with the same byte bits and other spare bits.</summary>
    static IEnumerable<string> Twins(string text)
    {
        var spare = (text.Length % 4) switch
        {
            2 => 16,
            3 => 4,
            _ => 1,
        };
        var value = Letters.IndexOf(text[^1], StringComparison.Ordinal);
        for (var other = 1; other < spare; other++)
            yield return text[..^1] + Letters[value | other];
    }

    /// <summary>Where there are no spare bits: a lone letter more, which is all spare.</summary>
    static IEnumerable<string> TwinsOrLonger(string text) => text.Length % 4 == 0 ? [text + "A"] : Twins(text);

    static string HeaderThatLeavesSpareBits(ISigner signer)
    {
        var envelope = SignedHeaderOfOddLength(signer);
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
            envelope.WriteJson(writer);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    static DagJws SignedHeaderOfOddLength(ISigner signer) =>
        Jose.SignedHeader.Sign(
            signer,
            ProtectedHeader.Write(signer.Algorithm, signer.Kid) is var header && header.Length % 3 == 0
                ? [.. header, (byte)' ']
                : header,
            Samples.Payload()
        );

    static Block PayloadThatLeavesSpareBits() =>
        Enumerable
            .Range(0, 3)
            .Select(size => ComposeServer.Ipld.DagCbor.DagCborEncoder.ToBlock(IpldMap.Of(("n", new byte[size]))))
            .First(block => block.Bytes.Length % 3 != 0);
}
