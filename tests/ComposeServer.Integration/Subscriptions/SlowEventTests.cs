using System.Collections.Concurrent;
using ComposeServer.Integration.Social;
using ComposeServer.Testing.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ComposeServer.Integration.Subscriptions;

/// <summary>The slow log covers what a subscription executes for an event, and a live query for a change.</summary>
public sealed class SlowEventTests : IAsyncLifetime
{
    readonly Account _ada = new("Ada");
    readonly LeapingClock _clock = new();
    readonly Lines _lines = new();
    TestNode _node = null!;

    public async ValueTask InitializeAsync()
    {
        _node = await TestNode.StartAsync(
            _clock,
            options =>
                options.ExtendType(
                    "Post",
                    type =>
                        type.Field("late")
                            .Type("Int!")
                            .Resolve(_ =>
                            {
                                _clock.Leap(TimeSpan.FromHours(1));
                                return 1;
                            })
                ) with
                {
                    LogLevel = "warning",
                    SlowOperationMs = 3_000_000,
                    ConfigureServices = services => services.AddSingleton<ILoggerProvider>(_lines),
                }
        );
        await _node.DeployAsync(Repository.Read("schemas/examples/social.graphql"));
    }

    public async ValueTask DisposeAsync()
    {
        _ada.Dispose();
        await _node.DisposeAsync();
    }

    [Fact]
    public async Task An_event_that_takes_long_is_logged_once_for_all_who_share_it()
    {
        const string Query = "subscription Late { postChanged { node { late } } }";
        await using var first = await Listener.ToAsync(_node, Query);
        await using var second = await Listener.ToAsync(_node, Query);
        await using var quick = await Listener.ToAsync(_node, "subscription Quick { postChanged { node { title } } }");

        await PostAsync();
        await first.NextAsync("postChanged");
        await second.NextAsync("postChanged");
        await quick.NextAsync("postChanged");

        var line = Assert.Single(_lines.Slow);
        Assert.StartsWith("Slow subscription Late, document ", line);
        Assert.EndsWith("errors: none", line);
    }

    [Fact]
    public async Task So_is_a_live_query_each_time()
    {
        await using var listener = await Listener.ToAsync(
            _node,
            "query Late @live { postIndex(first: 9) { edges { node { id late } } } }"
        );
        await listener.NextAsync("postIndex");
        Assert.Empty(_lines.Slow);

        await PostAsync();
        await listener.NextAsync("postIndex");

        Assert.StartsWith("Slow query Late, document ", Assert.Single(_lines.Slow));
    }

    async Task PostAsync()
    {
        using var session = _ada.NewSession(_clock);
        await _node.With(session).PostAsync("told late");
    }

    /// <summary>What the server logs.</summary>
    sealed class Lines : ILoggerProvider, ILogger
    {
        readonly ConcurrentQueue<string> _lines = new();

        public IReadOnlyList<string> Slow =>
            [.. _lines.Where(line => line.StartsWith("Slow ", StringComparison.Ordinal))];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => _lines.Enqueue(formatter(state, exception));

        public void Dispose()
        {
            // Nothing is held.
        }
    }
}
