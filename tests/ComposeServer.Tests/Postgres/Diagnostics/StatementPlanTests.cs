using ComposeServer.Postgres.Diagnostics;

namespace ComposeServer.Tests.Postgres.Diagnostics;

public class StatementPlanTests
{
    const string Plan = """[{"Plan":{"Actual Rows":3,"Plans":[{"Filter":"CONDITION"}],"Output":["CONDITION"]}}]""";

    [Theory]
    [InlineData("(k_3 = 'a secret'::text)", "(k_3 = ?::text)")]
    [InlineData("(k_3 = 'it''s')", "(k_3 = ?)")]
    [InlineData("(k_12 <> 42)", "(k_12 <> ?)")]
    [InlineData("(k_1 = '-1.5e3'::numeric) AND (k_2 = -7.25)", "(k_1 = ?::numeric) AND (k_2 = ?)")]
    [InlineData("(k_1 = 1e+05)", "(k_1 = ?)")]
    [InlineData("(doc = $1)", "(doc = $1)")]
    [InlineData("doc_12_k_3_doc", "doc_12_k_3_doc")]
    [InlineData("Index Scan", "Index Scan")]
    public void A_plan_is_told_without_the_values_that_it_compares_with(string condition, string told)
    {
        var plan = Plan.Replace("CONDITION", condition, StringComparison.Ordinal);

        var without = System.Text.RegularExpressions.Regex.Unescape(StatementPlan.WithoutValues(plan));

        Assert.Equal(Plan.Replace("CONDITION", told, StringComparison.Ordinal), without);
    }
}
