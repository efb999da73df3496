using System.Text;
using ComposeServer.GraphQL.Execution;
using ComposeServer.GraphQL.Operations;
using ComposeServer.Tests.GraphQL.Validation;

namespace ComposeServer.Tests.GraphQL.Operations;

public class DocumentCacheTests
{
    const int BytesMax = 100_000;

    [Fact]
    public void A_document_is_prepared_once()
    {
        var executor = new RequestExecutor(Verdict.Schema, new ExecutionOptions(), TimeProvider.System);

        var first = executor.Prepare("{ count }"u8);
        var second = executor.Prepare("{ count }"u8);

        Assert.Same(first, second);
        Assert.Equal((1, 0), (executor.Documents.Count, executor.Refusals.Count));
    }

    [Fact]
    public void A_refused_document_is_kept_apart()
    {
        var executor = new RequestExecutor(Verdict.Schema, new ExecutionOptions(), TimeProvider.System);

        var first = executor.Prepare("{ unknown }"u8);
        var second = executor.Prepare("{ unknown }"u8);

        Assert.Same(first, second);
        Assert.Equal((0, 1), (executor.Documents.Count, executor.Refusals.Count));
    }

    [Fact]
    public void Another_source_is_another_document_though_it_means_the_same()
    {
        var cache = new DocumentCache(BytesMax);
        Add(cache, "{ count }");

        Assert.False(cache.TryGet("{ count  }"u8, out _));
    }

    [Fact]
    public void Ten_times_what_fits_stays_within_the_bytes()
    {
        var cache = new DocumentCache(BytesMax);
        var fits = 0;
        for (var i = 0; i < 1_000; i++)
        {
            Add(cache, $"{{ a{i}: count }}");
            fits = Math.Max(fits, cache.Count);
            Assert.InRange(cache.SizeBytes, 1, BytesMax);
        }

        Assert.InRange(fits, 10, 100);
        Assert.True(cache.TryGet("{ a999: count }"u8, out _));
        Assert.False(cache.TryGet("{ a0: count }"u8, out _));
    }

    [Fact]
    public void What_is_asked_for_stays()
    {
        var cache = new DocumentCache(BytesMax);
        Add(cache, "{ count }");
        for (var i = 0; i < 1_000; i++)
        {
            Add(cache, $"{{ a{i}: count }}");
            Assert.True(cache.TryGet("{ count }"u8, out _));
        }
    }

    [Fact]
    public void A_document_larger_than_the_cache_is_not_kept()
    {
        var cache = new DocumentCache(BytesMax);
        Add(cache, "{ count }");

        Add(cache, "{ count } #" + new string('x', BytesMax));

        Assert.Equal(1, cache.Count);
    }

    [Fact]
    public void Most_asked_for_comes_first()
    {
        var cache = new DocumentCache(BytesMax);
        Add(cache, "{ a: count }");
        Add(cache, "{ b: count }");
        cache.TryGet("{ b: count }"u8, out _);

        var hottest = cache.Hottest(2).Select(source => Encoding.UTF8.GetString(source.Span));

        Assert.Equal(["{ b: count }", "{ a: count }"], hottest);
        Assert.Single(cache.Hottest(1));
    }

    static void Add(DocumentCache cache, string source)
    {
        var bytes = Encoding.UTF8.GetBytes(source);
        cache.Add(bytes, PreparedDocument.Prepare(Verdict.Schema, bytes, new ExecutionOptions()));
    }
}
