using System.Net;
using System.Net.Http.Json;
using ComposeServer.Identity.Jose;
using ComposeServer.Integration.Security;
using ComposeServer.Log;
using ComposeServer.Streams;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.Floods;

/// <summary>Attacks 14 and 15: calls that anybody may make, made without end.</summary>
[Collection(nameof(Alone))]
public sealed class CallFloodTests
{
    const int Attackers = 4;
    const int CodesMin = 2_000;

    [Fact]
    public async Task Thousands_of_admin_codes_keep_neither_administrators_nor_others_waiting()
    {
        await using var node = await TestNode.StartAsync(configure: options => options with { AdminFrom = "anywhere" });
        using var strangers = node.From("192.0.2.1");
        var (administering, asking) = (await Pace.OfAsync(AdministerAsync), await Pace.OfAsync(AskAsync));
        var codes = 0;

        await administering.HoldsDuringAsync(AdministerAsync, FloodAsync);
        await asking.HoldsDuringAsync(AskAsync, FloodAsync);
        await Parallel.ForAsync(
            Volatile.Read(ref codes),
            CodesMin,
            TestContext.Current.CancellationToken,
            async (_, _) => await AskForCodeAsync()
        );

        Assert.True(codes >= CodesMin);
        await AdministerAsync();

        async Task AdministerAsync() => _ = (await node.Api.AdminGetAsync("admin/status")).Ok;
        Task AskAsync() => node.AnswersAsync();
        Task FloodAsync(CancellationToken end) => RepeatAsync(AskForCodeAsync, end);

        async Task AskForCodeAsync()
        {
            _ = (await strangers.Api.GetAsync("admin/getCode")).Ok;
            Interlocked.Increment(ref codes);
        }
    }

    [Fact]
    public async Task A_flood_of_writes_from_one_address_is_told_to_wait_and_others_write_on()
    {
        await using var node = await TestNode.StartAsync(configure: options =>
            options with
            {
                AddressWritesPerSecond = 1,
                AuthorWritesPerSecond = 0,
            }
        );
        var composite = await node.DeployAsync(
            """type Note @createModel(accountRelation: LIST, description: "a note") { text: String @string(maxLength: 100) }"""
        );
        var model = StreamId.Parse(composite.ModelIds.Single());
        using var key = Seeds.Key("flood");
        using var otherKey = Seeds.Key("honest");
        using var flooder = node.From("192.0.2.1");
        var (taken, refused) = (0, 0);
        var before = await Pace.OfAsync(WriteAsync);

        await before.HoldsDuringAsync(WriteAsync, end => RepeatAsync(FloodAsync, end));

        Assert.True(taken < refused, $"{taken} were taken, {refused} refused");

        // From this machine, which is not counted: the pace alone matters here.
        async Task WriteAsync() => _ = (await node.Api.CreateAsync(StreamType.Document, Note(otherKey, model))).Ok;

        async Task FloodAsync()
        {
            using var answer = await flooder.Http.PostAsJsonAsync(
                "/api/v0/streams",
                new { type = (int)StreamType.Document, genesis = Testing.Nodes.NodeApi.ToJson(Note(key, model)) }
            );
            if (answer.StatusCode == HttpStatusCode.OK)
            {
                Interlocked.Increment(ref taken);
                return;
            }

            Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
            Assert.Equal(TimeSpan.FromSeconds(1), answer.Headers.RetryAfter?.Delta);
            Interlocked.Increment(ref refused);
        }
    }

    static EventBlocks Note(ISigner key, StreamId model) => new EventAuthor(key).Create(model, new { text = "a" });

    static Task RepeatAsync(Func<Task> call, CancellationToken end) =>
        Task.WhenAll(
            Enumerable
                .Range(0, Attackers)
                .Select(async _ =>
                {
                    do await call();
                    while (!end.IsCancellationRequested);
                })
        );
}
