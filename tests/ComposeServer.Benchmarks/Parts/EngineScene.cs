using System.Text;
using System.Text.Json;
using ComposeServer.Benchmarks.Corpus;
using ComposeServer.Composites.Runtime;
using ComposeServer.GraphQL.Types;
using ComposeServer.Identity;
using ComposeServer.Identity.Capabilities;
using ComposeServer.Identity.Jose;
using ComposeServer.Indexing.Materialise;
using ComposeServer.Log.Heads;
using ComposeServer.Log.InMemory;
using ComposeServer.Log.Intake;
using ComposeServer.Log.Intake.Stages;
using ComposeServer.Query.Resolvers;
using ComposeServer.Query.Schema;
using ComposeServer.Streams;
using ComposeServer.Streams.Events;
using Microsoft.Extensions.Logging.Abstractions;

namespace ComposeServer.Benchmarks.Parts;

/// <summary>The schema of the load tool's models with its resolvers, and posts, all in memory: what a query takes outside the database.</summary>
sealed class EngineScene : IAsyncDisposable
{
    const int Documents = 64;

    /// <summary>Twenty authors with their posts and comments, as an application asks: with fragments and variables.</summary>
    public const string NestedQuery = """
        query Nested($from: Int!, $posts: Int = 10, $comments: Int = 5, $withCounts: Boolean = true) {
          authorIndex(first: 20, filters: { where: { number: { greaterThanOrEqualTo: $from } } }, sorting: { number: ASC }) {
            edges { node { ...AuthorParts } }
            pageInfo { ...Walk }
          }
        }
        fragment AuthorParts on Author {
          id
          name
          posts(first: $posts) { edges { cursor node { ...PostParts } } pageInfo { ...Walk } }
        }
        fragment PostParts on Post {
          id
          title
          rank
          publishedAt
          commentsCount @include(if: $withCounts)
          comments(first: $comments) { edges { node { id text } } }
        }
        fragment Walk on PageInfo { hasNextPage endCursor }
        """;

    public const string ByIdQuery =
        "query ById($id: ID!) { node(id: $id) { id ... on Post { title body topic rank publishedAt } } }";

    readonly EventIntake _intake;

    EngineScene(EventIntake intake, RuntimeDefinition definition, QueryPorts ports, IReadOnlyList<string> ids)
    {
        _intake = intake;
        Sdl = ServedSchema.Print(definition);
        Schema = ServedSchema.Generate(definition, ports);
        Bodies = [.. ids.Select(id => BodyOf(ByIdQuery, id))];
    }

    public Schema Schema { get; }

    /// <summary>The schema as text, for other implementations.</summary>
    public string Sdl { get; }

    /// <summary>HTTP bodies that ask for one post each.</summary>
    public IReadOnlyList<byte[]> Bodies { get; }

    public static async Task<EngineScene> MakeAsync(ISigner signer, int seed, CancellationToken cancel)
    {
        var models = await BoardModels.CompileAsync(signer, cancel);
        var families = StreamFamilies.Make();
        var log = new InMemoryLog();
        var materialiser = new DocumentMaterialiser(new EmptyCatalogue());
        var options = new CapabilityOptions();
        var intake = new EventIntake(
            new(log, log, log, materialiser),
            families,
            new SignatureStage(new EventSignatures(new CapabilityVerifier(options), options)),
            new IntakeLimits(),
            TimeProvider.System,
            NullLoggerFactory.Instance
        );
        foreach (var model in models.Composite.Models.Values)
        {
            var init = model.Commits[0];
            await TakeAsync(intake, new(init.Jws.ToBlock(), init.Linked, init.Capability), cancel);
        }

        var chance = new Random(seed);
        var ids = new List<string>(Documents);
        var author = EventSigner.Sign(
            signer,
            DocumentEvents.ListInit(
                models.Author,
                signer.Did,
                Ipld.IpldMap.Of(("name", "Ada"), ("number", 0)),
                chance.NextBytes
            )
        );
        await TakeAsync(intake, author, cancel);
        var authorId = new StreamId(StreamType.Document, author.Event.Cid).ToString();
        for (var i = 0; i < Documents; i++)
        {
            var post = DocumentEvents.ListInit(
                models.Post,
                signer.Did,
                PartCorpus.Content(chance, i).With("authorID", authorId),
                chance.NextBytes
            );
            var blocks = EventSigner.Sign(signer, post);
            await TakeAsync(intake, blocks, cancel);
            ids.Add(new StreamId(StreamType.Document, blocks.Event.Cid).ToString());
        }

        var ports = new QueryPorts(
            new LogStates(log, families.History),
            new NoPages(),
            materialiser,
            intake,
            TimeProvider.System
        );
        return new(intake, models.Composite.ToRuntime().Value!.Definition, ports, ids);
    }

    public ValueTask DisposeAsync() => _intake.DisposeAsync();

    static async Task TakeAsync(EventIntake intake, Log.EventBlocks blocks, CancellationToken cancel)
    {
        if (await intake.SubmitAsync(blocks, null, cancel) is var outcome and not Outcome.Taken)
            throw new BenchmarkException($"an event of the scene was not taken: {outcome}");
    }

    static byte[] BodyOf(string query, string id) =>
        Encoding.UTF8.GetBytes($"{{\"query\":{JsonSerializer.Serialize(query)},\"variables\":{{\"id\":\"{id}\"}}}}");
}
