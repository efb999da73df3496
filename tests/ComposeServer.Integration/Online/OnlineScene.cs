using System.Collections.Concurrent;
using System.Text.Json;
using ComposeServer.Composites.Compiler;
using ComposeServer.Composites.Format;
using ComposeServer.Identity.Jose;
using ComposeServer.Streams;
using ComposeServer.Testing.Nodes;
using Npgsql;

namespace ComposeServer.Integration.Online;

/// <summary>A model whose documents are written before, while and after its index is made.</summary>
sealed class OnlineScene : IAsyncDisposable
{
    const string FindBuild =
        "select exists (select from pg_stat_progress_create_index where datname = current_database() and phase like 'waiting for%')";
    const string KillBuild =
        "select pg_terminate_backend(pid) from pg_stat_progress_create_index where datname = current_database()";
    const string FindInvalid =
        "select count(*) from pg_index i join pg_class c on c.oid = i.indexrelid where c.relname like 'doc\\_%' and not i.indisvalid";

    readonly Ed25519Signer _key = Seeds.Key("author");
    readonly ConcurrentDictionary<string, (string Name, int Size, bool IsHidden, JsonElement State)> _written = [];

    OnlineScene(TestNode node, Composite composite)
    {
        Node = node;
        Model = composite.FindByAlias("Item")!.Value;
    }

    public TestNode Node { get; private set; }

    public StreamId Model { get; }

    /// <summary>Names of what is to be found, in no order.</summary>
    public IEnumerable<string> Visible => _written.Values.Where(item => !item.IsHidden).Select(item => item.Name);

    public static string Sdl(params string[] indices) =>
        $$"""
            type Item
              @createModel(accountRelation: LIST, description: "Something with a name and a size")
              {{string.Join('\n', indices)}} {
              name: String! @string(maxLength: 40)
              size: Int!
            }
            """;

    public static string Index(params string[] fields) =>
        $"@createIndex(fields: [{string.Join(", ", fields.Select(field => $"{{ path: [\"{field}\"] }}"))}])";

    /// <summary>A server that knows the model and does not index it.</summary>
    public static async Task<OnlineScene> StartAsync()
    {
        var node = await TestNode.StartAsync();
        using var admin = Seeds.Key("admin");
        var composite = (
            await CompositeCompiler.CompileAsync(Sdl(), new OfflineModelCreator(admin), CancellationToken.None)
        ).OrThrow();
        _ = (await node.CreateAsync(composite.Models.Values.Single())).Ok;
        return new(node, composite);
    }

    /// <summary>Stops the server; another one goes on with its database.</summary>
    public async Task RestartAsync()
    {
        var old = Node;
        await old.StopAsync();
        Node = await TestNode.StartAsync(old.Database);
        old.Dispose();
    }

    public Task<ApiReply> IndexAsync(params string[][] indices) =>
        Node.Api.AdminAsync(HttpMethod.Post, "admin/modelData", new { modelData = new[] { ToJson(indices) } });

    public Task<ApiReply> StopAsync() =>
        Node.Api.AdminAsync(HttpMethod.Delete, "admin/modelData", new { modelData = new[] { ToJson([]) } });

    public async Task CreateAsync(string name, int size)
    {
        var reply = await Node.Api.CreateAsync(
            StreamType.Document,
            new EventAuthor(_key).Create(Model, new { name, size })
        );
        _written[reply.Ok.Text("streamId")!] = (name, size, false, reply.Ok.At("state"));
    }

    public Task CreateManyAsync(string prefix, int count) =>
        Parallel.ForAsync(
            0,
            count,
            new ParallelOptions { MaxDegreeOfParallelism = 16 },
            async (i, _) => await CreateAsync($"{prefix} {i}", i % 10)
        );

    /// <summary>Renames some documents and hides others.</summary>
    public async Task ChangeSomeAsync(string suffix)
    {
        var number = 0;
        foreach (
            var (id, item) in _written.OrderBy(entry => entry.Value.Name, StringComparer.Ordinal).Take(40).ToArray()
        )
        {
            var hides = number++ % 4 == 0;
            var name = $"{item.Name} {suffix}";
            var patch = JsonSerializer.Serialize(
                new[]
                {
                    new
                    {
                        op = "replace",
                        path = "/name",
                        value = name,
                    },
                }
            );
            var reply = await Node.Api.CommitAsync(
                id,
                new EventAuthor(_key).Change(item.State, patch, hides ? false : null)
            );
            _written[id] = (name, item.Size, item.IsHidden || hides, reply.Ok.At("state"));
        }
    }

    /// <summary>Names of the documents that the index gives, page by page.</summary>
    public async Task<List<string>> NamesAsync(object? queryFilters = null)
    {
        var names = new List<string>();
        string? after = null;
        do
        {
            var page = (await PageAsync(queryFilters, after)).Ok;
            names.AddRange(page.Items("edges").Select(edge => edge.Text("node.content.name")!));
            after = page.Flag("pageInfo.hasNextPage") ? page.Text("pageInfo.endCursor") : null;
        } while (after is not null);

        return names;
    }

    public Task<ApiReply> PageAsync(object? queryFilters = null, string? after = null) =>
        Node.Api.PostAsync(
            "collection",
            new
            {
                models = new[] { Model.ToString() },
                first = 300,
                after,
                queryFilters,
            }
        );

    /// <summary>Keeps every <c>create index concurrently</c> from ending: it waits for all who might see the table without the index.</summary>
    public async Task<NpgsqlConnection> HoldBuildsAsync()
    {
        var connection = await Node.Database.DataSource.OpenConnectionAsync();
        await using var command = new NpgsqlCommand(
            "begin transaction isolation level repeatable read; select count(*) from log",
            connection
        );
        await command.ExecuteNonQueryAsync();
        return connection;
    }

    public Task UntilAnIndexIsBeingBuiltAsync() => UntilAsync(FindBuild);

    public Task UntilNoIndexIsBeingBuiltAsync() =>
        UntilAsync($"select not exists (select from pg_stat_progress_create_index)");

    public Task KillTheBuildAsync() => AskAsync(KillBuild);

    public async Task<long> InvalidIndicesAsync() => (long)(await AskAsync(FindInvalid))!;

    public Task UntilTheCatalogueIsCompleteAsync() =>
        UntilAsync(
            """
            select not exists (select from declared_index where state <> 'live')
                and not exists (select from indexed_model where state not in ('live', 'stopped'))
            """
        );

    public async Task<object?> AskAsync(string sql)
    {
        await using var command = Node.Database.DataSource.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }

    /// <summary>Asks again until the answer is true.</summary>
    async Task UntilAsync(string sql)
    {
        var deadline = TimeProvider.System.GetTimestamp();
        while (await AskAsync(sql) is not true)
            Assert.True(TimeProvider.System.GetElapsedTime(deadline) < TimeSpan.FromMinutes(1), sql);
    }

    object ToJson(string[][] indices) =>
        new
        {
            streamID = Model.ToString(),
            indices = indices.Select(fields => new { fields = fields.Select(field => new { path = new[] { field } }) }),
        };

    public async ValueTask DisposeAsync()
    {
        await Node.DisposeAsync();
        _key.Dispose();
    }
}
