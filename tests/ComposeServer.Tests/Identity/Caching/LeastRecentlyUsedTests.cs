using ComposeServer.Identity.Caching;

namespace ComposeServer.Tests.Identity.Caching;

public class LeastRecentlyUsedTests
{
    [Fact]
    public void Filled_to_ten_times_its_cap_it_holds_no_more_than_its_cap()
    {
        var cache = new LeastRecentlyUsed<int, string>(1_000, (_, value) => value.Length);

        for (var key = 0; key < 1_000; key++)
        {
            cache.Add(key, new string('x', 10));
            Assert.InRange(cache.SizeBytes, 0, 1_000);
        }

        Assert.Equal(100, cache.Count);
        Assert.Equal(1_000, cache.SizeBytes);
    }

    [Fact]
    public void What_was_used_longest_ago_is_forgotten_first()
    {
        var cache = new LeastRecentlyUsed<string, int>(2, (_, _) => 1);
        cache.Add("a", 1);
        cache.Add("b", 2);
        Assert.True(cache.TryGet("a", out _));

        cache.Add("c", 3);

        Assert.True(cache.TryGet("a", out var kept));
        Assert.Equal(1, kept);
        Assert.False(cache.TryGet("b", out _));
    }

    [Fact]
    public void An_entry_larger_than_the_cap_is_not_kept_and_evicts_nothing()
    {
        var cache = new LeastRecentlyUsed<string, int>(10, (_, size) => size);
        cache.Add("small", 10);

        cache.Add("large", 11);

        Assert.True(cache.TryGet("small", out _));
        Assert.False(cache.TryGet("large", out _));
    }

    [Fact]
    public async Task Many_threads_keep_the_sum_of_sizes_true()
    {
        var cache = new LeastRecentlyUsed<int, int>(500, (_, _) => 7);

        await Parallel.ForAsync(
            0,
            10_000,
            (at, cancel) =>
            {
                cache.Add(at % 300, at);
                _ = cache.TryGet((at * 31) % 300, out _);
                return ValueTask.CompletedTask;
            }
        );

        Assert.Equal(7 * cache.Count, cache.SizeBytes);
        Assert.InRange(cache.SizeBytes, 0, 500);
    }
}
