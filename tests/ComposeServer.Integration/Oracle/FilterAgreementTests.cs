using System.Text.Json;
using System.Text.Json.Nodes;
using ComposeServer.Indexing.Filters;

namespace ComposeServer.Integration.Oracle;

/// <summary>Subscriptions judge filters in memory. They are held to the same loop that the index is held to.</summary>
public class FilterAgreementTests(ITestOutputHelper output)
{
    const int Pairs = 30_000;

    [Fact]
    public void A_filter_in_memory_holds_where_the_oracle_says_so()
    {
        var seed = OracleTests.Seed();
        output.WriteLine($"COMPOSESERVER_SEED={seed}");
        var chance = new OracleChance(seed);
        string[] accounts = ["did:key:one", "did:key:two"];
        var rules = new FilterRules(IsGraphQL: false, accounts, ["kjz1", "kjz2"]);
        var fields = OracleSchema.Fields[OracleSchema.Thing];
        var passed = 0;
        for (var i = 0; i < Pairs; i++)
        {
            // Through text, so that both see what a caller can send.
            var filter = Again(chance.Filter(fields, rules) ?? []);
            var content = Again(chance.Content(OracleSchema.Thing, accounts, null));
            var read = FilterReader.Read(JsonElement.Parse(filter.ToJsonString()), _ => true);

            var holds = read is null || FilterMatch.Holds(read, JsonElement.Parse(content.ToJsonString()));

            var expected = OracleFilter.Passes(filter, content);
            Assert.True(
                holds == expected,
                $"COMPOSESERVER_SEED={seed}: {filter.ToJsonString()} of {content.ToJsonString()} is {expected}"
            );
            passed += holds ? 1 : 0;
        }

        Assert.InRange(passed, Pairs / 10, Pairs * 9 / 10);
    }

    static JsonObject Again(JsonObject json) => JsonNode.Parse(json.ToJsonString())!.AsObject();
}
