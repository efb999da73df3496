using System.Net;
using System.Text.Json;
using ComposeServer.Integration.Social;
using ComposeServer.Ipld;
using ComposeServer.Server.EventApi;
using ComposeServer.Streams;
using ComposeServer.Streams.Events;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.EventApi;

/// <summary><c>POST interests</c> and <c>GET experimental/interests</c>: remembered and shown.</summary>
public class InterestTests(SocialNode social) : IClassFixture<SocialNode>
{
    [Fact]
    public async Task An_interest_is_remembered_once_and_shown_as_the_range_of_events_that_it_is()
    {
        var model = social.Model("Post");
        var before = await social.Node.FootprintAsync();

        var first = await social.Node.PostAsync("interests", new { sep = "model", sepValue = $"{model}" });
        var again = await social.Node.PostAsync($"interests/model/{Multibase.Encode('z', model.ToBytes())}");

        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NoContent), (first.Status, again.Status));
        var range = EventIdRange.Of(0xff, model.Name, null, null);
        var key = Assert.Single(await KeysAsync(), one => Ends(one, range));
        // a sequence of CBOR items: 48 ‖ hash of "model", 58 22 ‖ in the place of a peer id, 1, start, end, 0
        Assert.Equal("480f70d652b6b825e458221220", Convert.ToHexStringLower(key)[..26]);
        Assert.Equal(before, await social.Node.FootprintAsync());
    }

    [Fact]
    public async Task An_interest_in_one_controller_or_stream_is_a_narrower_range()
    {
        var model = social.Model("Comment");
        var stream = social.Model("Profile");

        await social.Node.PostAsync($"interests/model/{model}?controller={social.Ada.Did.Text}");
        await social.Node.PostAsync(
            "interests",
            new
            {
                sep = "model",
                sepValue = $"{model}",
                controller = social.Ada.Did.Text,
                streamId = $"{stream}",
            }
        );

        var keys = await KeysAsync();
        Assert.Single(keys, key => Ends(key, EventIdRange.Of(0xff, model.Name, social.Ada.Did, null)));
        Assert.Single(keys, key => Ends(key, EventIdRange.Of(0xff, model.Name, social.Ada.Did, stream)));
    }

    [Fact]
    public async Task Interests_of_another_peer_are_not_here()
    {
        await social.Node.PostAsync($"interests/model/{social.Model("Like")}");
        var peer = Multibase.Encode('z', (await KeysAsync())[0].AsSpan(11, 34));

        Assert.NotEmpty((await social.Node.GetAsync("experimental/interests?peerId=" + peer)).Ok.Items("interests"));
        Assert.Empty((await social.Node.GetAsync("experimental/interests?peerId=zabc")).Ok.Items("interests"));
    }

    [Theory]
    [InlineData("""{}""", "BAD_USER_INPUT")]
    [InlineData("""[]""", "BAD_USER_INPUT")]
    [InlineData("""{"sep":"model"}""", "BAD_USER_INPUT")]
    [InlineData("""{"sep":"family","sepValue":"kh4q0ozorrgaq2mezktnrmdwleo1d"}""", "BAD_USER_INPUT")]
    [InlineData("""{"sep":"model","sepValue":"x"}""", "INVALID_STREAM_ID")]
    [InlineData("""{"sep":"model","sepValue":5}""", "BAD_USER_INPUT")]
    [InlineData("""{"sep":"model","sepValue":"kh4q0ozorrgaq2mezktnrmdwleo1d","controller":"x"}""", "BAD_USER_INPUT")]
    [InlineData("""{"sep":"model","sepValue":"kh4q0ozorrgaq2mezktnrmdwleo1d","controller":5}""", "BAD_USER_INPUT")]
    [InlineData("""{"sep":"model","sepValue":"kh4q0ozorrgaq2mezktnrmdwleo1d","streamId":"x"}""", "INVALID_STREAM_ID")]
    [InlineData("""{"sep":"model","sepValue":"kh4q0ozorrgaq2mezktnrmdwleo1d\ud800"}""", "BAD_USER_INPUT")]
    public async Task An_interest_that_names_nothing_is_refused(string body, string code)
    {
        var before = await KeysAsync();

        var reply = await social.Node.PostAsync("interests", HostileEventTests.Json(body));

        Assert.Equal((400, code), reply.Refusal);
        Assert.Equal(before.Count, (await KeysAsync()).Count);
    }

    [Fact]
    public async Task Only_so_many_interests_are_remembered_and_the_oldest_go()
    {
        await using var node = await TestNode.StartAsync();
        for (var i = 0; i <= InterestBook.CountMax; i++)
            await node.PostAsync($"interests/model/{Model(i)}");

        var keys = (await node.GetAsync("experimental/interests")).Ok.Items("interests");

        Assert.Equal(InterestBook.CountMax, keys.Count);
        Assert.True(Ends(KeyOf(keys[0]), EventIdRange.Of(0xff, Model(1).Name, null, null)));

        static StreamId Model(int number) =>
            new(StreamType.Model, Cid.Compute(Multicodec.DagJose, BitConverter.GetBytes(number)));
    }

    [Fact]
    public async Task An_interest_is_shown_by_another_server_and_after_a_restart()
    {
        await using var first = await TestNode.StartAsync();
        await using (var second = await first.StartAnotherAsync())
        {
            await first.PostAsync($"interests/model/{social.Model("Post")}");
            await second.PostAsync($"interests/model/{social.Model("Like")}");

            Assert.Equal(2, (await TextsAsync(first)).Count);
            Assert.Equal(await TextsAsync(first), await TextsAsync(second));
        }

        var before = await TextsAsync(first);
        await first.StopAsync();
        await using var later = await first.StartAnotherAsync();

        Assert.Equal(before, await TextsAsync(later));
    }

    [Fact]
    public async Task Interests_of_other_machines_are_counted_as_writes_are()
    {
        await using var node = await TestNode.StartAsync(configure: options =>
            options with
            {
                AddressWritesPerSecond = 1,
            }
        );
        using var stranger = node.From("192.0.2.7");

        // Nothing is read before it is counted: these name nothing.
        Assert.Equal((429, "RATE_LIMITED"), await UntilRefusedAsync("interests"));
        Assert.Equal((429, "RATE_LIMITED"), await UntilRefusedAsync("interests/model/x"));
        Assert.Empty(await TextsAsync(node));

        async Task<(int, string)> UntilRefusedAsync(string route)
        {
            var refusal = (400, "");
            while (refusal.Item1 == 400)
                refusal = (await stranger.PostAsync(route, new { })).Refusal;
            return refusal;
        }
    }

    static async Task<IReadOnlyList<string?>> TextsAsync(NodeClient node) =>
        [.. (await node.GetAsync("experimental/interests")).Ok.Items("interests").Select(one => one.Text("data"))];

    async Task<IReadOnlyList<byte[]>> KeysAsync() =>
        [.. (await social.Node.GetAsync("experimental/interests")).Ok.Items("interests").Select(KeyOf)];

    static byte[] KeyOf(JsonElement interest)
    {
        Assert.True(Multibase.TryDecode(interest.Text("data"), out var key));
        return key;
    }

    /// <summary>True when a key ends with the bounds, each a short byte string, and with 0.</summary>
    static bool Ends(byte[] key, EventIdRange range)
    {
        byte[] end =
        [
            0x58,
            (byte)range.Start.Length,
            .. range.Start.Span,
            0x58,
            (byte)range.End.Length,
            .. range.End.Span,
            0,
        ];
        return key.AsSpan().EndsWith(end);
    }
}
