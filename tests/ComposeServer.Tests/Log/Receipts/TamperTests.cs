using System.Text.Json;
using System.Text.Json.Nodes;
using ComposeServer.Log.Audit;
using ComposeServer.Log.Receipts;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Tests.Log.Receipts;

/// <summary>Every member of a receipt as JSON is changed in turn, to another value that reads.</summary>
public sealed class TamperTests
{
    /// <summary>Where it stands, and the rule that is named then.</summary>
    public static TheoryData<string, string> Members =>
        new()
        {
            { "cid", AuditRule.ChainRoot },
            { "position", AuditRule.ChainRoot },
            { "group.firstPosition", AuditRule.ChainRoot },
            { "group.lastPosition", AuditRule.ChainHash },
            { "group.committedAt", AuditRule.ChainHash },
            { "group.root", AuditRule.ChainRoot },
            { "group.previousHash", AuditRule.ChainHash },
            { "group.hash", AuditRule.ChainHash },
            { "path.0.side", AuditRule.ChainRoot },
            { "path.0.hash", AuditRule.ChainRoot },
            { "path.1.side", AuditRule.ChainRoot },
            { "path.1.hash", AuditRule.ChainRoot },
            { "path.2.side", AuditRule.ChainRoot },
            { "path.2.hash", AuditRule.ChainRoot },
            { "signature.signer", AuditRule.ChainSignature },
            { "signature.bytes", AuditRule.ChainSignature },
        };

    [Fact]
    public void No_member_is_left_out_here()
    {
        var found = LeavesOf(JsonNode.Parse(ReceiptSample.ToJson(ReceiptSample.Make()))!, "");

        Assert.Equal(Members.Select(row => row.Data.Item1).Order(), found.Order());
    }

    [Theory]
    [MemberData(nameof(Members))]
    public void A_member_with_another_value_is_found(string path, string rule)
    {
        var json = JsonNode.Parse(ReceiptSample.ToJson(ReceiptSample.Make()))!;
        var (parent, name) = PlaceOf(json, path);
        parent[name] = Changed(name, parent[name]!);

        var fault = ReceiptJson.Read(JsonElement.Parse(json.ToJsonString())).FindFault();

        Assert.Equal(rule, fault?.Rule);
    }

    [Theory]
    [MemberData(nameof(Members))]
    public void A_member_that_is_gone_is_named(string path, string rule)
    {
        Assert.NotEmpty(rule);
        var json = JsonNode.Parse(ReceiptSample.ToJson(ReceiptSample.Make()))!;
        var (parent, name) = PlaceOf(json, path);
        parent.AsObject().Remove(name);

        var refused = Assert.Throws<FormatException>(() => ReceiptJson.Read(JsonElement.Parse(json.ToJsonString())));

        Assert.Contains($"'{name}'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_place_outside_of_the_group_is_found()
    {
        var receipt = ReceiptSample.Make();

        Assert.Equal(AuditRule.EventWithoutGroup, (receipt with { Position = 9 }).FindFault()?.Rule);
        Assert.Equal(AuditRule.EventWithoutGroup, (receipt with { Position = 16 }).FindFault()?.Rule);
    }

    [Fact]
    public void A_path_that_is_longer_or_shorter_is_found()
    {
        var receipt = ReceiptSample.Make();
        var steps = receipt.Path.Steps;

        Assert.Equal(AuditRule.ChainRoot, (receipt with { Path = new([.. steps.Skip(1)]) }).FindFault()?.Rule);
        Assert.Equal(AuditRule.ChainRoot, (receipt with { Path = new([.. steps, steps[0]]) }).FindFault()?.Rule);
    }

    static IEnumerable<string> LeavesOf(JsonNode node, string path) =>
        node switch
        {
            JsonObject members => members.SelectMany(member => LeavesOf(member.Value!, Join(path, member.Key))),
            JsonArray items => items.SelectMany((item, index) => LeavesOf(item!, Join(path, $"{index}"))),
            _ => [path],
        };

    static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    static (JsonNode Parent, string Name) PlaceOf(JsonNode root, string path)
    {
        var names = path.Split('.');
        var parent = names
            .SkipLast(1)
            .Aggregate(root, (node, name) => node is JsonArray items ? items[name[0] - '0']! : node[name]!);
        return (parent, names[^1]);
    }

    static JsonNode Changed(string name, JsonNode value)
    {
        if (value.GetValueKind() == JsonValueKind.Number)
            return value.GetValue<long>() - 1;
        var text = value.GetValue<string>();
        if (name == "side")
            return text == "left" ? "right" : "left";
        if (name == "cid")
            return ReceiptSample.Cids(9)[8].ToString();
        if (name != "signer")
            return $"{text[..^1]}{(text[^1] == '0' ? '1' : '0')}";
        using var other = Seeds.Key("somebody else");
        return other.Did.Text;
    }
}
