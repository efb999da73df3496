using System.Text;
using ComposeServer.Log;
using ComposeServer.Streams.Events;
using ComposeServer.Testing.Streams;
using ComposeServer.Tests.Identity;
using ComposeServer.Tests.Identity.Jose;

namespace ComposeServer.Tests.Security;

/// <summary>The algorithm follows from the key; a header that says otherwise, or says it twice, elsewhere or critically, is refused at the door.</summary>
public class Sec07_AlgorithmConfusionTests
{
    [Fact]
    public async Task Every_row_of_the_table_is_refused_and_nothing_is_stored()
    {
        var table = AlgorithmConfusionTests.Headers.Select(row => row.Data).ToArray();
        Assert.InRange(table.Length, 20, int.MaxValue);
        await using var node = new IntakeLab(new ManualClock(Samples.Noon));
        foreach (var (algorithm, header, code) in table)
        {
            using var signer = Samples.Signer(algorithm);
            var payload = ModelEvents.Init(ModelSample.Definition(), signer.Did);
            var text = header.Replace("KID", signer.Kid, StringComparison.Ordinal);
            var envelope = SignedHeader.Sign(signer, Encoding.UTF8.GetBytes(text), payload.Cid);

            Assert.Equal(
                (header, code),
                (header, await node.RefuseAsync(new EventBlocks(envelope.ToBlock(), payload)))
            );
        }

        Assert.Equal(0, await node.CountAsync());
    }
}
