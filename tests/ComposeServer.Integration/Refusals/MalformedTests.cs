using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using ComposeServer.Identity.Jose;
using ComposeServer.Integration.Social;
using ComposeServer.Ipld;
using ComposeServer.Streams;
using ComposeServer.Testing.Nodes;
using Base64Url = System.Buffers.Text.Base64Url;

namespace ComposeServer.Integration.Refusals;

/// <summary>What is not even a request or an event: bytes that lie, nest, or run over.</summary>
public sealed class MalformedTests(SocialNode social) : IClassFixture<SocialNode>, IDisposable
{
    const int BodyBytesMax = 1 << 20;

    readonly Ed25519Signer _key = Seeds.Key("Grace");

    [Theory]
    [InlineData(40 * 1024)]
    [InlineData(1_000_000)]
    public async Task A_body_of_opening_braces(int length)
    {
        var braces = new string('{', length);

        await social.RefuseAsync("BAD_USER_INPUT", "JSON", () => PostGraphQLAsync(braces), () => PostApiAsync(braces));
    }

    [Theory]
    [InlineData(40 * 1024)]
    [InlineData(1_000_000)]
    public async Task A_query_of_opening_braces(int length)
    {
        var before = await social.Node.FootprintAsync();

        var answer = await social.Node.Anonymous.AskAsync(new string('{', length));

        Assert.Equal("GRAPHQL_PARSE_FAILED", answer.Code);
        Assert.Equal(before, await social.Node.FootprintAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"query\":")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("{\"a\":\"\\ud800\"}")]
    [InlineData("{\"\\ud800genesis\":1,\"type\":3}")]
    public async Task A_body_that_is_no_JSON_object(string body)
    {
        await social.RefuseAsync("BAD_USER_INPUT", "", () => PostGraphQLAsync(body), () => PostApiAsync(body));
    }

    [Fact]
    public async Task A_body_of_the_greatest_size_is_read()
    {
        var query = """{"query":"{ postCount }"}""";
        var answer = await PostGraphQLAsync(query.PadRight(BodyBytesMax));
        var reply = await social.Node.Api.PostAsync("multiqueries", Json("""{"queries":[]}""".PadRight(BodyBytesMax)));

        Assert.Equal(0, answer.Data.Number("postCount"));
        JsonAssert.Equal(new { }, reply.Ok);
    }

    [Theory]
    [InlineData(BodyBytesMax + 1)]
    [InlineData(50 << 20)]
    public async Task A_body_past_the_greatest_size(int length)
    {
        var before = await social.Node.FootprintAsync();
        var body = new string(' ', length);

        // Asked first, the server answers from the length alone; who sends at once may find the connection closed instead.
        social.Node.Http.DefaultRequestHeaders.ExpectContinue = true;
        var answer = await PostGraphQLAsync(body);
        var reply = await PostApiAsync(body);
        social.Node.Http.DefaultRequestHeaders.ExpectContinue = null;

        Assert.Equal(
            (HttpStatusCode.RequestEntityTooLarge, HttpStatusCode.RequestEntityTooLarge),
            (answer.Status, reply.Status)
        );
        Assert.Equal(("BODY_TOO_LARGE", "BODY_TOO_LARGE"), (answer.Code, reply.Code));
        Assert.Equal(before, await social.Node.FootprintAsync());
    }

    [Theory]
    [InlineData("5bffffffffffffffff", "CBOR_TRUNCATED")]
    [InlineData("5a7fffffff00", "CBOR_TRUNCATED")]
    [InlineData("7b7fffffffffffffff", "CBOR_TRUNCATED")]
    [InlineData("9bffffffffffffffff", "CBOR_TRUNCATED")]
    [InlineData("9a40000000", "CBOR_TRUNCATED")]
    [InlineData("bbffffffffffffffff", "CBOR_TRUNCATED")]
    [InlineData("ba7fffffff6161", "CBOR_TRUNCATED")]
    [InlineData("a16464617461", "CBOR_TRUNCATED")]
    [InlineData("9fff", "CBOR_INDEFINITE_LENGTH")]
    [InlineData("a2616101616101", "CBOR_KEY_REPEATED")]
    [InlineData("a2616201616101", "CBOR_KEY_ORDER")]
    [InlineData("1801", "CBOR_NOT_SHORTEST")]
    [InlineData("f97e00", "CBOR_FLOAT_WIDTH")]
    [InlineData("fb7ff8000000000000", "CBOR_FLOAT_VALUE")]
    [InlineData("c100", "CBOR_TAG")]
    [InlineData("f6f6", "CBOR_TRAILING_BYTES")]
    [InlineData("", "CBOR_EMPTY")]
    public async Task A_payload_that_lies_about_lengths_or_is_not_canonical(string hex, string naming)
    {
        await RefusePayloadAsync(Convert.FromHexString(hex), naming);
    }

    [Fact]
    public async Task A_payload_nested_without_end()
    {
        var nested = new byte[200_000];
        Array.Fill(nested, (byte)0x81);

        await RefusePayloadAsync(nested, "CBOR_DEPTH");
    }

    [Theory]
    [InlineData("5bffffffffffffffff")]
    [InlineData("bbffffffffffffffff")]
    [InlineData("a0")]
    [InlineData("")]
    public async Task A_capability_that_is_none(string hex)
    {
        var capability = Block.Of(Multicodec.DagCbor, Convert.FromHexString(hex));
        var header = ProtectedHeader.Write(_key.Algorithm, _key.Kid, capability.Cid);
        var caller = social.Node.SigningWith(_key);
        var variables = new { content = SocialWrites.Post("no capability") };

        await social.RefuseAsync(
            "INVALID_CAPABILITY",
            "",
            async () =>
            {
                var prepared = await caller.PrepareAsync(SocialWrites.CreatePost, variables);
                var signed = caller.Sign(
                    prepared.Select(item => item with { Protected = Encoding.UTF8.GetString(header) })
                );
                return await caller.SendAsync(
                    SocialWrites.CreatePost,
                    variables,
                    [signed[0] with { Capability = capability.Bytes.ToArray() }]
                );
            },
            () =>
            {
                var payload = new EventAuthor(_key).Create(social.Model("Post"), variables.content).Linked!.Value;
                var blocks = Streams.Events.EventSigner.Sign(_key, payload, capability);
                return social.Node.Api.CreateAsync(StreamType.Document, blocks);
            }
        );
    }

    [Fact]
    public async Task A_payload_that_is_not_the_one_that_was_signed()
    {
        var author = new EventAuthor(_key);
        var signed = author.Create(social.Model("Post"), SocialWrites.Post("signed"));
        var other = author.Create(social.Model("Post"), SocialWrites.Post("slipped in")).Linked;
        var before = await social.Node.FootprintAsync();

        var reply = await social.Node.Api.CreateAsync(StreamType.Document, signed with { Linked = other });

        Assert.Equal("CID_MISMATCH", reply.Code);
        Assert.Contains("linkedBlock", reply.Error, StringComparison.Ordinal);
        Assert.Equal(before, await social.Node.FootprintAsync());
    }

    [Fact]
    public async Task Every_byte_of_an_event_counts()
    {
        var json = Testing.Nodes.NodeApi.ToJson(
            new EventAuthor(_key).Create(social.Model("Post"), SocialWrites.Post("bent"))
        );
        var before = await social.Node.FootprintAsync();
        string[] places = ["jws.payload", "jws.signatures.0.protected", "jws.signatures.0.signature", "linkedBlock"];

        foreach (var place in places)
        {
            for (var at = 0; ; at += 11)
            {
                var bent = json.DeepClone();
                if (!TryBend(bent, place, at))
                    break;
                var reply = await social.Node.Api.PostAsync("streams", new { type = 3, genesis = bent });
                Assert.True(reply.Status == HttpStatusCode.InternalServerError, $"{place} {at}: {reply.Body}");
                Assert.NotEqual("INTERNAL", reply.Code);
            }
        }

        Assert.Equal(before, await social.Node.FootprintAsync());
    }

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();

    /// <summary>An event of that payload, signed well.</summary>
    Task RefusePayloadAsync(byte[] bytes, string naming)
    {
        var payload = Block.Of(Multicodec.DagCbor, bytes);
        var caller = social.Node.SigningWith(_key);
        var variables = new { content = SocialWrites.Post("not this payload") };
        return social.RefuseAsync(
            "MALFORMED_EVENT",
            naming,
            async () =>
            {
                var prepared = (await caller.PrepareAsync(SocialWrites.CreatePost, variables))[0];
                var lie = prepared with { Block = bytes, Cid = payload.Cid.ToString() };
                return await caller.SendAsync(SocialWrites.CreatePost, variables, caller.Sign([lie]));
            },
            () => social.Node.Api.CreateAsync(StreamType.Document, new EventAuthor(_key).Sign(payload))
        );
    }

    /// <summary>Turns over the last bit of a byte of a base64 or base64url text.</summary>
    static bool TryBend(JsonNode json, string place, int at)
    {
        var steps = place.Split('.');
        var parent = json;
        foreach (var step in steps[..^1])
            parent = parent is JsonArray list ? list[int.Parse(step, CultureInfo.InvariantCulture)]! : parent[step]!;
        var isUrl = steps[0] == "jws";
        var text = parent[steps[^1]]!.GetValue<string>();
        var bytes = isUrl
            ? Base64Url.DecodeFromChars(text)
            : Convert.FromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '='));
        if (at >= bytes.Length)
            return false;
        bytes[at] ^= 1;
        parent[steps[^1]] = isUrl ? Base64Url.EncodeToString(bytes) : Convert.ToBase64String(bytes);
        return true;
    }

    Task<GraphQLAnswer> PostGraphQLAsync(string body) => social.Node.Anonymous.PostAsync(Json(body));

    Task<ApiReply> PostApiAsync(string body) => social.Node.Api.PostAsync("streams", Json(body));

    static StringContent Json(string body) => new(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
}
