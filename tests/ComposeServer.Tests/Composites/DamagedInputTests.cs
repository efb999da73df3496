using System.Text;
using ComposeServer.Composites.Format;
using ComposeServer.Composites.Runtime;

namespace ComposeServer.Tests.Composites;

/// <summary>Files that were cut, repeated and overwritten at random get an answer, whatever it is.</summary>
public class DamagedInputTests
{
    const int Seed = 20_260_131;
    const int Rounds = 400;

    [Fact]
    public async Task Damaged_SDL_is_answered()
    {
        var sdl = await Example.ReadAsync("social.graphql");

        var answers = new List<string?>();
        foreach (var damaged in Damaged(Encoding.UTF8.GetBytes(sdl)))
            answers.Add((await Sample.TryCompileAsync(Encoding.UTF8.GetString(damaged))).Error?.Code);

        Assert.Contains(null, answers);
        Assert.Superset(
            new HashSet<string?>(["SDL_SYNTAX", "SDL_INVALID", "SDL_UNSUPPORTED"]),
            answers.ToHashSet(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task Damaged_composites_are_answered()
    {
        var composite = await Sample.CompileAsync(await Example.ReadAsync("notes.graphql"));

        var answers = Damaged(composite.ToUtf8())
            .Select(damaged =>
                Composite.Read(damaged) is { IsOk: true, Value: var read } ? read.ToRuntime().IsOk : false
            )
            .ToList();

        Assert.Contains(true, answers);
        Assert.Contains(false, answers);
    }

    [Fact]
    public async Task Damaged_runtime_definitions_are_answered()
    {
        var composite = await Sample.CompileAsync(await Example.ReadAsync("social.graphql"));

        var answers = Damaged(composite.ToRuntime().OrThrow().Definition.ToUtf8())
            .Select(damaged => RuntimeDefinition.FromJson(damaged).IsOk)
            .ToList();

        Assert.Contains(true, answers);
        Assert.Contains(false, answers);
    }

    static IEnumerable<byte[]> Damaged(byte[] whole)
    {
        var chance = new Random(Seed);
        for (var round = 0; round < Rounds; round++)
        {
            var bytes = whole.ToList();
            for (var hits = chance.Next(1, 4); hits > 0; hits--)
            {
                var at = chance.Next(bytes.Count);
                var length = Math.Min(chance.Next(1, 40), bytes.Count - at);
                switch (chance.Next(4))
                {
                    case 0:
                        bytes.RemoveRange(at, length);
                        break;
                    case 1:
                        bytes.InsertRange(chance.Next(bytes.Count), bytes.GetRange(at, length));
                        break;
                    case 2:
                        bytes[at] = (byte)chance.Next(256);
                        break;
                    default:
                        bytes[at] = whole[chance.Next(whole.Length)];
                        break;
                }
            }
            yield return [.. bytes];
        }
    }
}
