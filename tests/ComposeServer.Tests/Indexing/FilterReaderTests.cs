using System.Text.Json;
using ComposeServer.Indexing.Filters;

namespace ComposeServer.Tests.Indexing;

public class FilterReaderTests
{
    [Theory]
    [InlineData("0", "0")]
    [InlineData("-0.0", "0")]
    [InlineData("1.0", "1")]
    [InlineData("1e3", "1000")]
    [InlineData("9007199254740993", "9007199254740993")]
    [InlineData("0.1000000000000000055", "0.1")]
    [InlineData("1e-99999", "0")]
    [InlineData("12345678901234567890123", "1.2345678901234568e+22")]
    public void A_number_is_the_one_that_JavaScript_reads(string literal, string number)
    {
        var filter = Read(Where("equalTo", literal));

        Assert.Equal([number], Assert.IsType<FilterValue.Numbers>(ConditionOf(filter).Value).Values);
    }

    [Theory]
    [InlineData("1e400")]
    [InlineData("-1e400")]
    public void A_number_without_end_is_refused(string literal)
    {
        Assert.Throws<FilterException>(() => Read(Where("lessThan", literal)));
    }

    [Theory]
    [InlineData("\"a\\u0000\"")]
    [InlineData("\"\\ud800\"")]
    public void A_text_that_the_database_cannot_hold_is_refused(string literal)
    {
        Assert.Throws<FilterException>(() => Read(Where("equalTo", literal)));
    }

    [Theory]
    [InlineData(FilterLimits.ValuesMax, true)]
    [InlineData(FilterLimits.ValuesMax + 1, false)]
    [InlineData(FilterLimits.ValuesMax * 100, false)]
    public void A_list_has_a_limit(int count, bool isRead)
    {
        var json = JsonSerializer.Serialize(
            new { where = new { a = new Dictionary<string, object> { ["in"] = Enumerable.Range(0, count) } } }
        );

        var read = Record.Exception(() => Read(json));

        Assert.Equal(isRead, read is null);
        Assert.True(isRead || read is FilterException);
    }

    static string Where(string name, string literal) => "{\"where\":{\"a\":{\"" + name + "\":" + literal + "}}}";

    static Filter? Read(string json) => FilterReader.Read(JsonElement.Parse(json), _ => true);

    static FieldCondition ConditionOf(Filter? filter) => Assert.Single(Assert.IsType<Filter.Where>(filter).Conditions);
}
