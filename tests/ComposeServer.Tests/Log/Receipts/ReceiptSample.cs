using System.Text;
using System.Text.Json;
using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Log.Intake.Commit;
using ComposeServer.Log.Receipts;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Tests.Log.Receipts;

/// <summary>A receipt that holds.</summary>
static class ReceiptSample
{
    static readonly DateTimeOffset At = new(2026, 12, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Of the event at position 13 in a group of 10 to 15.</summary>
    public static EventReceipt Make()
    {
        var cids = Cids(6);
        using var key = Seeds.Key("server");
        var link = Receipt.Chain(new byte[32], cids, firstPosition: 10, lastPosition: 15, At);
        return new(
            cids[3],
            13,
            new(10, 15, At, link.Root, link.Previous, link.Hash),
            MerklePath.Of(cids, 3),
            ReceiptSignature.Of(key, link.Hash.Span)
        );
    }

    public static List<Cid> Cids(int count) =>
        [.. Enumerable.Range(0, count).Select(i => DagCborEncoder.ToBlock(IpldMap.Of(("i", $"{i}"))).Cid)];

    public static string ToJson(EventReceipt receipt)
    {
        using var target = new MemoryStream();
        using (var json = new Utf8JsonWriter(target))
            ReceiptJson.WriteTo(json, receipt);
        return Encoding.UTF8.GetString(target.ToArray());
    }
}
