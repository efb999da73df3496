using System.Net;
using System.Security.Cryptography;
using System.Text;
using ComposeServer.Integration.Social;
using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Streams.Events;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.EventApi;

/// <summary>What nobody sends who means well: a typed answer each time, and nothing stored.</summary>
public sealed class HostileEventTests(SocialNode social) : IClassFixture<SocialNode>, IAsyncLifetime
{
    readonly EventAuthor _ada = new(Seeds.Key("ada among the hostile"));
    Footprint _before = null!;

    public async ValueTask InitializeAsync() => _before = await social.Node.FootprintAsync();

    public async ValueTask DisposeAsync() => Assert.Equal(_before, await social.Node.FootprintAsync());

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"m\"")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("""{"data":5}""")]
    [InlineData("""{"data":null}""")]
    [InlineData("""{"data":["m"]}""")]
    [InlineData("""{"data":"m\ud800"}""")]
    [InlineData("""{"Data":"m"}""")]
    public async Task A_body_that_carries_no_event_is_refused(string body)
    {
        Assert.Equal((400, "BAD_USER_INPUT"), (await social.Node.PostAsync("events", Json(body))).Refusal);
    }

    [Fact]
    public async Task A_body_that_nests_without_end_is_refused()
    {
        var body = $$"""{"data":{{new string('[', 100_000)}}{{new string(']', 100_000)}}}""";

        Assert.Equal((400, "BAD_USER_INPUT"), (await social.Node.PostAsync("events", Json(body))).Refusal);
    }

    [Fact]
    public async Task A_body_beyond_the_limit_is_refused()
    {
        var reply = await social.Node.PostAsync("events", new { data = "m" + new string('A', 1 << 20) });

        Assert.Equal((413, "BODY_TOO_LARGE"), reply.Refusal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("m")]
    [InlineData("m!")]
    [InlineData("x0011")]
    [InlineData("fABCD")]
    [InlineData("bAAAA")]
    [InlineData("\u0000\u0000")]
    [InlineData("../../etc/passwd")]
    [InlineData("m\u0000")]
    public async Task A_text_that_is_no_file_is_refused(string data)
    {
        Assert.Equal((400, "MALFORMED_EVENT"), (await social.Node.PostAsync("events", new { data })).Refusal);
    }

    [Theory]
    [InlineData('m')]
    [InlineData('u')]
    [InlineData('b')]
    [InlineData('f')]
    [InlineData('k')]
    [InlineData('z')]
    public async Task Forty_kilobytes_of_noise_are_refused_in_every_multibase(char prefix)
    {
        var noise = new byte[30_000];
        RandomNumberGenerator.Fill(noise);
        // Not the beginning of any file: the length of the header is no varint.
        noise.AsSpan(0, 10).Fill(0xff);
        var text = prefix is 'k' or 'z' ? prefix + new string('a', 40_000) : Multibase.Encode(prefix, noise);

        Assert.Equal((400, "MALFORMED_EVENT"), (await social.Node.PostAsync("events", new { data = text })).Refusal);
    }

    [Theory]
    [InlineData("ffffffffffffffff7f", "TOO_LARGE")]
    [InlineData("ffffffff0f", "TOO_LARGE")]
    [InlineData("ffff3f", "MALFORMED_EVENT")]
    [InlineData("ffffffffffffffffffff", "MALFORMED_EVENT")]
    [InlineData("8000", "MALFORMED_EVENT")]
    [InlineData("00", "MALFORMED_EVENT")]
    public async Task A_length_that_lies_is_refused(string length, string code)
    {
        byte[] file = [.. EventCar.Of(NewPost()).ToBytes(), .. Convert.FromHexString(length), 1, 2, 3];

        Assert.Equal((400, code), (await PostAsync(file)).Refusal);
    }

    [Fact]
    public async Task A_file_of_many_blocks_is_refused()
    {
        var car = EventCar.Of(NewPost());
        var ballast = Enumerable.Range(0, 1_000).Select(i => DagCborEncoder.ToBlock((IpldValue)i));

        var reply = await PostAsync((car with { Blocks = [.. car.Blocks, .. ballast] }).ToBytes());

        Assert.Equal((400, "TOO_LARGE"), reply.Refusal);
    }

    [Fact]
    public async Task A_block_beyond_the_limit_is_refused()
    {
        var large = _ada.Create(social.Model("Post"), SocialWrites.Post(new string('x', 256_000)));

        Assert.Equal((400, "TOO_LARGE"), (await social.Node.PostEventAsync(large)).Refusal);
    }

    [Fact]
    public async Task Blocks_that_are_others_than_their_names_say_are_refused()
    {
        var (one, two) = (NewPost(), NewPost());
        var forged = one with { Linked = new Block(one.Linked!.Value.Cid, two.Linked!.Value.Bytes) };

        Assert.Equal((400, "CID_MISMATCH"), (await social.Node.PostEventAsync(forged)).Refusal);
    }

    [Fact]
    public async Task A_signature_that_is_turned_over_is_refused()
    {
        var one = NewPost();
        var bytes = one.Event.Bytes.ToArray();
        bytes[^1] ^= 1;
        var forged = one with { Event = Block.Of(Multicodec.DagJose, bytes) };

        Assert.Equal((400, "INVALID_SIGNATURE"), (await social.Node.PostEventAsync(forged)).Refusal);
    }

    [Fact]
    public async Task A_block_of_another_codec_is_no_event()
    {
        var raw = Block.Of(Multicodec.Raw, NewPost().Linked!.Value.Bytes.ToArray());

        Assert.Equal((400, "MALFORMED_EVENT"), (await social.Node.PostEventAsync(new(raw))).Refusal);
    }

    [Theory]
    [InlineData("events/", 4_000)]
    [InlineData("streams/", 4_000)]
    [InlineData("interests/model/", 4_000)]
    [InlineData("experimental/events/model/", 4_000)]
    public async Task Long_names_are_refused(string route, int length)
    {
        foreach (var prefix in "kzfbmu")
        {
            var name = prefix + new string('a', length);
            var reply = route.StartsWith("interests", StringComparison.Ordinal)
                ? await social.Node.PostAsync(route + name)
                : await social.Node.GetAsync(route + name);

            Assert.Equal(HttpStatusCode.BadRequest, reply.Status);
            Assert.Contains(reply.Body.Text("code"), new[] { "BAD_USER_INPUT", "INVALID_STREAM_ID" });
        }
    }

    [Theory]
    [InlineData("events/..%2f..%2fetc%2fpasswd", 400)]
    [InlineData("events/%2e%2e", 404)]
    [InlineData("streams/%00", 400)]
    [InlineData("streams/a%2fb", 400)]
    [InlineData("streams/'%20or%20'1'='1", 400)]
    [InlineData("events/'%3B%20drop%20table%20event%3B%20--", 400)]
    [InlineData("events/", 405)]
    [InlineData("experimental/events/model/%2e%2e%2f", 400)]
    public async Task A_path_that_is_meant_to_lead_elsewhere_leads_nowhere(string route, int status)
    {
        Assert.Equal(status, (int)(await social.Node.GetAsync(route)).Status);
    }

    internal static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");

    Log.EventBlocks NewPost() => _ada.Create(social.Model("Post"), SocialWrites.Post("hostile"));

    Task<EventReply> PostAsync(byte[] file) =>
        social.Node.PostAsync("events", new { data = Multibase.Encode('m', file) });
}
