using System.Diagnostics;
using System.Net.Http.Json;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.Security;

/// <summary>The endpoint <c>/graphql</c> of a node under attack.</summary>
static class GraphQLDoor
{
    const int Tries = 5;

    /// <summary>For all machines; ours take a tenth. Other processes cost no CPU of this one, so the lesser of both clocks is held to it.</summary>
    const int TimeMsMax = 100;

    /// <summary>Of the whole process, in which other tests run as well: hence the least of a few tries.</summary>
    const long AllocatedBytesMax = 64L << 20;

    /// <summary>Posts a document some times, each time another text that no cache knows, and asserts how it is refused, how soon, and that the node lives on.</summary>
    public static async Task RefuseQuicklyAsync(this NodeClient node, string document, string code)
    {
        var (time, bytes) = (TimeSpan.MaxValue, long.MaxValue);
        for (var i = 0; i < Tries; i++)
        {
            using var content = JsonContent.Create(new { query = $"#{i}\n{document}" });
            var allocated = GC.GetTotalAllocatedBytes(precise: true);
            var (began, used) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
            var answer = await node.Anonymous.PostAsync(content);
            var elapsed = Stopwatch.GetElapsedTime(began);
            used = Environment.CpuUsage.TotalTime - used;
            elapsed = used < elapsed ? used : elapsed;
            Assert.All(answer.Errors, error => Assert.Equal(code, error.Text("extensions.code")));
            Assert.NotEmpty(answer.Errors);
            Assert.False(answer.Body.TryGetProperty("data", out _));
            time = elapsed < time ? elapsed : time;
            bytes = long.Min(bytes, GC.GetTotalAllocatedBytes(precise: true) - allocated);
        }

        Assert.InRange(time.TotalMilliseconds, 0, TimeMsMax);
        Assert.InRange(bytes, 0, AllocatedBytesMax);
        await node.AnswersAsync();
    }

    /// <summary>Asserts that the node is alive.</summary>
    public static async Task AnswersAsync(this NodeClient node) =>
        Assert.Equal("Query", (await node.Anonymous.AskAsync("{ __typename }")).Data.Text("__typename"));

    /// <summary>Asserts that an answer is data, or errors with codes of which none is a fault of the server.</summary>
    public static void IsNoFault(this GraphQLAnswer answer)
    {
        Assert.InRange((int)answer.Status, 200, 499);
        Assert.All(
            answer.Errors,
            error =>
            {
                var code = error.Text("extensions.code");
                Assert.False(code is null or "INTERNAL" or "TIMEOUT" or "UNAVAILABLE", error.GetRawText());
            }
        );
    }

    public static string Joined(int count, Func<int, string> item) =>
        string.Join(' ', Enumerable.Range(0, count).Select(item));
}
