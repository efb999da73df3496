using System.Text;
using System.Text.Json;
using ComposeServer.Identity.Jose;

namespace ComposeServer.Tests.Identity.Jose;

public class JwsTests
{
    [Theory]
    [InlineData("""{"b":1,"a":{"d":[{"z":1,"y":2}],"c":null}}""", """{"a":{"c":null,"d":[{"y":2,"z":1}]},"b":1}""")]
    [InlineData(
        """{"ż":1,"z":2,"Z":3,"\ud83d\ude00":4,"\uffee":5}""",
        "{\"Z\":3,\"z\":2,\"ż\":1,\"\ud83d\ude00\":4,\"\uffee\":5}"
    )]
    [InlineData("""{"a":1.0,"b":1e21,"c":-0.0,"d":0.1,"e":100000}""", """{"a":1,"b":1e+21,"c":0,"d":0.1,"e":100000}""")]
    [InlineData("""{"a":"é\u0001\n\"\\/\u2028"}""", "{\"a\":\"é\\u0001\\n\\\"\\\\/\u2028\"}")]
    [InlineData("{}", "{}")]
    [InlineData("[]", "[]")]
    public void A_json_payload_is_signed_in_one_stable_form(string json, string signed)
    {
        using var signer = Samples.Signer("EdDSA");
        using var payload = JsonDocument.Parse(json);

        var jws = Jws.Sign(signer, payload.RootElement);

        Assert.Equal(signed, Encoding.UTF8.GetString(jws.Payload.Span));
        Assert.True(jws.TryVerify(out _, out var key, out _));
        Assert.Equal(signer.Did, key.Did);
    }

    [Theory]
    [InlineData("EdDSA")]
    [InlineData("ES256K")]
    [InlineData("ES256")]
    public void Any_single_character_changed_in_the_compact_text_is_refused(string algorithm)
    {
        using var signer = Samples.Signer(algorithm);
        using var payload = JsonDocument.Parse("""{"code":"x"}""");
        var text = Jws.Sign(signer, payload.RootElement).ToCompact();
        Assert.True(Jws.TryParseCompact(text, out var whole, out _) && whole.TryVerify(out _, out _, out _));

        for (var at = 0; at < text.Length; at++)
        {
            foreach (var other in (char[])['A', 'B', 'w', '_', '.', '=', '+', ' '])
            {
                if (text[at] == other)
                    continue;
                var changed = string.Concat(text.AsSpan(0, at), [other], text.AsSpan(at + 1));

                Assert.False(
                    Jws.TryParseCompact(changed, out var jws, out _) && jws.TryVerify(out _, out _, out _),
                    changed
                );
            }
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("a.b")]
    [InlineData("a.b.c.d")]
    [InlineData("e30.e30.é")]
    public void What_is_not_three_parts_of_base64url_is_refused(string? text) =>
        Assert.False(Jws.TryParseCompact(text, out _, out _));

    [Theory]
    [InlineData(Jws.TextLengthMax, true)]
    [InlineData(Jws.TextLengthMax + 1, false)]
    [InlineData(Jws.TextLengthMax * 16, false)]
    public void A_compact_text_has_a_greatest_length(int length, bool isRead)
    {
        var text = $"e30.{new string('A', length - "e30..AAAA".Length)}.AAAA";

        Assert.Equal(isRead, Jws.TryParseCompact(text, out _, out _));
    }
}
