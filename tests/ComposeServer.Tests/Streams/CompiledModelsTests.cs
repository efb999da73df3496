using ComposeServer.Streams.Documents;
using ComposeServer.Testing.Streams;

namespace ComposeServer.Tests.Streams;

public sealed class CompiledModelsTests
{
    [Fact]
    public void The_cache_stays_within_its_bytes_and_keeps_what_was_used_last()
    {
        using var scene = new DocumentScene();
        var states = Enumerable
            .Range(0, 40)
            .Select(number => scene.Model(change: json => json["name"] = $"M{number}"))
            .ToList();
        var one = CompiledModel.Compile(states[0].Id, states[0].Definition).SizeBytes;
        var cache = new CompiledModels(sizeBytesMax: 4 * one);

        foreach (var state in states)
        {
            cache.Get(states[0]);
            cache.Get(state);
            Assert.InRange(cache.SizeBytes, one, 4 * one);
        }

        Assert.Equal(4, cache.Count);
        Assert.True(cache.TryGet(states[0].Id, out _));
        Assert.True(cache.TryGet(states[^1].Id, out _));
        Assert.False(cache.TryGet(states[1].Id, out _));
    }

    [Fact]
    public void A_model_larger_than_the_cache_is_compiled_and_not_kept()
    {
        using var scene = new DocumentScene();
        var cache = new CompiledModels(sizeBytesMax: 1);

        Assert.NotNull(cache.Get(scene.Model()).Schema);
        Assert.Equal(0, cache.SizeBytes);
    }
}
